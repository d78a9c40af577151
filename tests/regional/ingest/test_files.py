"""Files and addresses that cannot be read: each refused with a sentence of its own."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from pathlib import Path

import pytest

from bot.errors import (
    AddressRefused,
    FileDamaged,
    FileEmpty,
    FileForbidden,
    FileIsFolder,
    FileKindWrong,
    FileMissing,
    FileTooLarge,
    SyvbotError,
    TooManyRows,
    describe_for_person,
)
from bot.regional.ingest import files
from bot.regional.ingest.files import ReadingLimits, read_input
from bot.regional.ingest.problems import Problems
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


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "hemlig.csv"
    path.write_text("name\nx\n")
    path.chmod(0)
    # The superuser may read anything, so what the system answers an ordinary user is asked for.
    monkeypatch.setattr(files.os, "access", lambda _path, _mode: os.geteuid() != 0 and False)
    assert "får inte läsas" in refused(FileForbidden, path)


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
     "https://nagon@data.arbetsformedlingen.se/x", "file:///etc/passwd", "ftp://data.arbetsformedlingen.se/x"],
)  # fmt: skip
def test_an_address_that_is_not_allowed(address: str):
    assert "får inte hämtas" in refused(AddressRefused, address)


def test_an_allowed_name_that_leads_to_a_private_network_is_refused(monkeypatch: pytest.MonkeyPatch):
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr(files.socket, "getaddrinfo", lambda *_args, **_options: answer)
    assert "privat adress" in refused(AddressRefused, "https://data.arbetsformedlingen.se/x.json")
