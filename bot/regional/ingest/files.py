"""Reads the bytes of a local file or an allowed https address, within limits, as a plain answer or a plain refusal."""

from __future__ import annotations

import ipaddress
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from bot.errors import (
    AddressFailed,
    AddressRefused,
    FileEmpty,
    FileForbidden,
    FileIsFolder,
    FileMissing,
    FileTooLarge,
)

MEGABYTE = 1024 * 1024
FETCH_SECONDS = 10.0


@dataclass(frozen=True)
class InputFile:
    """The name that a person knows the file by, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class ReadingLimits:
    """What may be read: sizes, rows, and hosts for https addresses."""

    max_megabytes: int
    max_rows: int
    hosts: tuple[str, ...] = ()


def read_input(path_or_address: str, *, limits: ReadingLimits) -> InputFile:
    """The file's content; raises an InputRefused that says what to do when there is none to be had."""
    if "://" in path_or_address:
        return fetch_address(path_or_address, limits=limits)
    return read_local_file(Path(path_or_address), limits=limits)


def read_local_file(path: Path, *, limits: ReadingLimits) -> InputFile:
    """The content of a regular file no larger than the limit."""
    if path.is_dir():
        raise FileIsFolder(path=path)
    if not path.exists():
        raise FileMissing(path=path)
    size = path.stat().st_size
    if size > limits.max_megabytes * MEGABYTE:
        raise FileTooLarge(path=path, size_mb=size // MEGABYTE, limit_mb=limits.max_megabytes)
    if not os.access(path, os.R_OK):
        raise FileForbidden(path=path)
    try:
        with path.open("rb") as file:
            content = file.read(limits.max_megabytes * MEGABYTE + 1)
    except PermissionError as error:
        raise FileForbidden(path=path) from error
    if not content.strip():
        raise FileEmpty(path=path)
    return InputFile(path.name, content)


def fetch_address(address: str, *, limits: ReadingLimits) -> InputFile:
    """The content behind an https address on the allow-list; follows no redirect and refuses private networks."""
    allowed = ", ".join(limits.hosts) or "inga"
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "https":
        raise AddressRefused(address=address, reason="bara https är tillåtet", allowed=allowed)
    if host not in limits.hosts or parts.port not in (None, 443) or parts.username:
        raise AddressRefused(address=address, reason=f"värden {host} finns inte på listan", allowed=allowed)
    refuse_private_host(host, address=address, allowed=allowed)
    limit = limits.max_megabytes * MEGABYTE
    chunks: list[bytes] = []
    received = 0
    try:
        with httpx.stream("GET", address, timeout=FETCH_SECONDS, follow_redirects=False) as response:
            if response.status_code != httpx.codes.OK:
                raise AddressFailed(address=address, reason=f"svaret var {response.status_code}")
            for chunk in response.iter_bytes():
                received += len(chunk)
                if received > limit:
                    raise FileTooLarge(path=address, size_mb=received // MEGABYTE, limit_mb=limits.max_megabytes)
                chunks.append(chunk)
    except httpx.HTTPError as error:
        raise AddressFailed(address=address, reason=str(error) or type(error).__name__) from error
    if not received:
        raise FileEmpty(path=address)
    return InputFile(address, b"".join(chunks))


def refuse_private_host(host: str, *, address: str, allowed: str) -> None:
    """Raises AddressRefused when a name leads to this machine or a private network (a forged or hijacked name)."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise AddressFailed(address=address, reason=f"värden {host} hittades inte") from error
    for entry in found:
        ip = ipaddress.ip_address(entry[4][0])
        if not ip.is_global:
            raise AddressRefused(address=address, reason=f"{host} leder till en privat adress", allowed=allowed)
