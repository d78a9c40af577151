"""Fetches a file from an https address on the allow-list, so that no answer of a name server can lead it anywhere else."""

from __future__ import annotations

import ipaddress
import socket
import time
from urllib.parse import SplitResult, urlsplit

import httpx

from bot.errors import AddressFailed, AddressRefused, FileEmpty, FileTooLarge
from bot.regional.ingest.files import MEGABYTE, InputFile, ReadingLimits

SILENCE_SECONDS = 10.0
# A sender that drips a byte now and then must not hold an import for ever.
WHOLE_SECONDS = 300.0
HTTPS_PORT = 443


def fetch_address(address: str, *, limits: ReadingLimits, transport: httpx.BaseTransport | None = None) -> InputFile:
    """The content behind an allowed https address; follows no redirect and refuses private networks."""
    allowed = ", ".join(limits.hosts) or "inga"
    parts = _split_address(address, allowed=allowed)
    host = parts.hostname or ""
    # The name is asked for once, and the connection goes to the answer that was checked: a name that answers differently
    # the second time gains nothing. The certificate is still checked against the name.
    ips = find_public_addresses(host, address=address, allowed=allowed)
    failure: httpx.HTTPError | None = None
    for ip in ips:
        try:
            return InputFile(address, _download(parts, ip, address=address, limits=limits, transport=transport))
        except httpx.ConnectError as error:
            failure = error
        except httpx.HTTPError as error:
            raise AddressFailed(address=address, reason=describe_failure(error)) from error
    raise AddressFailed(address=address, reason=describe_failure(failure)) from failure


def _split_address(address: str, *, allowed: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(address=address, reason="det är ingen giltig adress", allowed=allowed) from error
    if parts.scheme != "https":
        raise AddressRefused(address=address, reason="bara https är tillåtet", allowed=allowed)
    if (parts.hostname or "") not in allowed.split(", "):
        raise AddressRefused(address=address, reason=f"värden {parts.hostname} finns inte på listan", allowed=allowed)
    if port not in (None, HTTPS_PORT) or parts.username is not None or parts.password is not None:
        raise AddressRefused(address=address, reason="port, namn och lösenord får inte stå i den", allowed=allowed)
    return parts


def find_public_addresses(host: str, *, address: str, allowed: str) -> tuple[str, ...]:
    """The addresses behind a name; AddressRefused when any is this machine's or a private network's (a forged name)."""
    try:
        found = socket.getaddrinfo(host, HTTPS_PORT, type=socket.SOCK_STREAM)
    except OSError as error:
        raise AddressFailed(address=address, reason=f"värden {host} hittades inte") from error
    ips = dict.fromkeys(str(entry[4][0]) for entry in found)
    for each in ips:
        ip = ipaddress.ip_address(each)
        ip = getattr(ip, "ipv4_mapped", None) or ip
        if not ip.is_global or ip.is_multicast:
            raise AddressRefused(address=address, reason=f"{host} leder till en privat adress", allowed=allowed)
    return tuple(ips)


def _download(
    parts: SplitResult, ip: str, *, address: str, limits: ReadingLimits, transport: httpx.BaseTransport | None
) -> bytes:
    host = parts.hostname or ""
    url = httpx.URL(scheme="https", host=ip, path=parts.path or "/", query=parts.query.encode())
    began, received = time.monotonic(), 0
    chunks: list[bytes] = []
    with (
        httpx.Client(timeout=SILENCE_SECONDS, follow_redirects=False, transport=transport) as client,
        client.stream("GET", url, headers={"Host": host}, extensions={"sni_hostname": host}) as response,
    ):
        if response.is_redirect:
            raise AddressFailed(
                address=address, reason="den leder vidare till en annan adress, och dit följer Syvbot inte med"
            )
        if response.status_code != httpx.codes.OK:
            raise AddressFailed(address=address, reason=f"svaret var {response.status_code}")
        for chunk in response.iter_bytes():
            received += len(chunk)
            if received > limits.max_megabytes * MEGABYTE:
                raise FileTooLarge(path=address, size_mb=received // MEGABYTE, limit_mb=limits.max_megabytes)
            if time.monotonic() - began > WHOLE_SECONDS:
                raise AddressFailed(address=address, reason=f"hämtningen tog mer än {WHOLE_SECONDS:.0f} sekunder")
            chunks.append(chunk)
    if not received:
        raise FileEmpty(path=address)
    return b"".join(chunks)


def describe_failure(error: httpx.HTTPError | None) -> str:
    """Why nothing came, in a few Swedish words; the details are in the chained exception."""
    if isinstance(error, httpx.TimeoutException):
        return "servern svarade inte i tid"
    if isinstance(error, httpx.ConnectError):
        return "det gick inte att ansluta säkert till servern"
    return "överföringen avbröts"
