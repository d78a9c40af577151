"""Files and addresses that cannot be read: each refused with a sentence of its own."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.errors import (
    AddressFailed,
    AddressRefused,
    FileDamaged,
    FileEmpty,
    FileIsFolder,
    FileKindWrong,
    FileMissing,
    FileTooLarge,
    SyvbotError,
    TooManyRows,
    describe_for_person,
)
from bot.regional.ingest import address as address_module
from bot.regional.ingest.files import ReadingLimits
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.service import read_input
from bot.regional.ingest.tables import read_table

LIMITS = ReadingLimits(max_megabytes=1, max_rows=3, hosts=("data.arbetsformedlingen.se",))


def read(path: object) -> None:
    file = read_input(str(path), limits=LIMITS)
    read_table(file, kind="employers", required=("name",), limits=LIMITS, problems=Problems(file.name))


def refused(error: type[SyvbotError], path: object) -> str:
    with pytest.raises(error) as caught:
        read(path)
    return describe_for_person(caught.value)


def test_a_missing_file(tmp_path: Path):
    assert "finns inte" in refused(FileMissing, tmp_path / "saknas.csv")


def test_a_folder(tmp_path: Path):
    assert "är en mapp" in refused(FileIsFolder, tmp_path)


@pytest.mark.parametrize("content", [b"", b"  \n \n"])
def test_an_empty_file(tmp_path: Path, content: bytes):
    (tmp_path / "tom.csv").write_bytes(content)
    assert "är tom" in refused(FileEmpty, tmp_path / "tom.csv")


@pytest.mark.parametrize("hidden", ["file", "folder"])
def test_a_file_without_permission(tmp_path: Path, hidden: str):
    folder = tmp_path / "mapp"
    folder.mkdir()
    path = folder / "hemlig.csv"
    path.write_text("name\nx\n")
    (path if hidden == "file" else folder).chmod(0)
    # The superuser may read anything, so an ordinary user's process asks.
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.geteuid() and parent != Path("/tmp"):
            parent.chmod(parent.stat().st_mode | 0o011)
    assert ask_as_nobody(path) == "FileForbidden"
    folder.chmod(0o755)


def ask_as_nobody(path: Path) -> str:
    """The name of the refusal that a user without rights gets."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        outcome = "none"
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            read(path)
        except BaseException as error:
            outcome = type(error).__name__
        os.write(writer, outcome.encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as answer:
        return answer.read()


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file(path: str):
    assert "inte en vanlig fil" in refused(FileDamaged, path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "rör.csv")
    assert "inte en vanlig fil" in refused(FileDamaged, tmp_path / "rör.csv")


def test_a_name_that_no_file_can_have(tmp_path: Path):
    assert "finns inte" in refused(FileMissing, tmp_path / ("x" * 300))


def test_a_file_of_200_megabytes(tmp_path: Path):
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert "200 MB" in refused(FileTooLarge, path)


def test_a_zip_bomb(tmp_path: Path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    assert path.stat().st_size < 100_000
    assert "för stor" in refused(FileTooLarge, path)


def test_an_archive_that_is_no_workbook(tmp_path: Path):
    path = tmp_path / "bilder.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bild.txt", "hej")
    assert "fel sort" in refused(FileKindWrong, path)


def test_a_cut_off_workbook(tmp_path: Path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 50)
    path = tmp_path / "avbruten.xlsx"
    path.write_bytes(buffer.getvalue()[:200])
    assert "skadad" in refused(FileDamaged, path)


@pytest.mark.parametrize(
    ("content", "found"),
    [(b'{"a": 1}', "JSON"), (b'[{"a": 1}]', "JSON"), (b"<html></html>", "HTML"), (b"%PDF-1.7 ...", "PDF"),
     (b"\x89PNG\r\n\x1a\n\0\0\0", "binär")],
)  # fmt: skip
def test_a_file_of_another_kind(tmp_path: Path, content: bytes, found: str):
    path = tmp_path / "fel.csv"
    path.write_bytes(content)
    assert found in refused(FileKindWrong, path)


def test_a_quote_that_never_ends(tmp_path: Path):
    path = tmp_path / "citat.csv"
    path.write_text('name\n"aldrig slut\n')
    assert "citattecken" in refused(FileDamaged, path)


def test_too_many_rows(tmp_path: Path):
    path = tmp_path / "lang.csv"
    path.write_text("name\n" + "x\n" * 4)
    assert "för många rader" in refused(TooManyRows, path)


@pytest.mark.parametrize(
    "address",
    ["http://data.arbetsformedlingen.se/x.json", "https://example.com/x.json", "https://data.arbetsformedlingen.se:8443/x",
     "https://nagon@data.arbetsformedlingen.se/x", "https://data.arbetsformedlingen.se:99999/x", "https://[::1/x",
     "https://127.0.0.1/x", "https://localhost/x", "file:///etc/passwd", "ftp://data.arbetsformedlingen.se/x"],
)  # fmt: skip
def test_an_address_that_is_not_allowed(address: str):
    assert "får inte hämtas" in refused(AddressRefused, address)


@pytest.mark.parametrize(
    "ip", ["10.0.0.7", "127.0.0.1", "169.254.169.254", "::1", "fd00::7", "::ffff:10.0.0.7", "224.0.0.1"]
)
def test_an_allowed_name_that_leads_to_a_private_network_is_refused(monkeypatch: pytest.MonkeyPatch, ip: str):
    answer_with(monkeypatch, "93.184.215.14", ip)
    assert "privat adress" in refused(AddressRefused, ADDRESS)


ADDRESS = "https://data.arbetsformedlingen.se/x.json?y=1"


def answer_with(monkeypatch: pytest.MonkeyPatch, *ips: str) -> list[str]:
    """A name server that gives these addresses; the returned list has the names it was asked for."""
    asked: list[str] = []

    def answer(host: str, port: int, **_options: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    monkeypatch.setattr(address_module.socket, "getaddrinfo", answer)
    return asked


def fetch(answer: Callable[[httpx.Request], httpx.Response]) -> bytes:
    return address_module.fetch_address(ADDRESS, limits=LIMITS, transport=httpx.MockTransport(answer)).content


def test_the_connection_goes_to_the_address_that_was_checked_and_the_certificate_to_the_name(monkeypatch):
    asked = answer_with(monkeypatch, "93.184.215.14")
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=b"[]")

    assert fetch(answer) == b"[]"
    assert asked == ["data.arbetsformedlingen.se"]
    (request,) = seen
    assert str(request.url) == "https://93.184.215.14/x.json?y=1"
    assert request.headers["host"] == request.extensions["sni_hostname"] == "data.arbetsformedlingen.se"


def test_the_next_address_is_tried_when_one_does_not_answer(monkeypatch):
    answer_with(monkeypatch, "2606:2800:21f::1", "93.184.215.14")

    def answer(request: httpx.Request) -> httpx.Response:
        if ":" in request.url.host:
            raise httpx.ConnectError("no route")
        return httpx.Response(200, content=b"[]")

    assert fetch(answer) == b"[]"


def refuse_to_answer(_request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("slow")


@pytest.mark.parametrize(
    ("answer", "error", "told"),
    [
        (
            lambda _r: httpx.Response(302, headers={"location": "https://127.0.0.1/"}),
            AddressFailed,
            "följer Syvbot inte",
        ),
        (lambda _r: httpx.Response(404), AddressFailed, "svaret var 404"),
        (lambda _r: httpx.Response(200, content=b"0" * 1_100_000), FileTooLarge, "för stor"),
        (lambda _r: httpx.Response(200), FileEmpty, "är tom"),
        (refuse_to_answer, AddressFailed, "svarade inte i tid"),
    ],
)
def test_an_answer_that_cannot_be_used_is_a_sentence(monkeypatch, answer, error, told):
    answer_with(monkeypatch, "93.184.215.14")
    with pytest.raises(error) as caught:
        fetch(answer)
    assert told in describe_for_person(caught.value)
