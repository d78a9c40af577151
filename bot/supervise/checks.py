"""What must hold before anything is started, each refusal with a sentence that says what to do."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import socket
import tempfile
from pathlib import Path

from bot.dialogue.processes import ENGINE_PYTHON, LOOPBACK
from bot.errors import DiskFull, EngineMissing, LockMissing, PortTaken
from bot.settings import Settings

LEAST_FREE_MEGABYTES = 200


def check_data_folder(path: Path) -> None:
    """The data folder can be written and has room; DiskFull when not."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path, prefix=".prov-") as probe:
            probe.write(b"0" * 4096)
            probe.flush()
            os.fsync(probe.fileno())
        free = shutil.disk_usage(path).free // 2**20
    except OSError as error:
        reason = "disken är full" if error.errno == errno.ENOSPC else (error.strerror or type(error).__name__)
        raise DiskFull(path=path, reason=reason) from error
    if free < LEAST_FREE_MEGABYTES:
        raise DiskFull(path=path, reason=f"bara {free} MB är lediga, minst {LEAST_FREE_MEGABYTES} MB behövs")


def check_ports(settings: Settings, *, engines: int = 1) -> None:
    """Nobody else listens on the ports; PortTaken names the first that is taken and the setting that changes it."""
    wanted = (
        (settings.host, settings.port, "SYVBOT_PORT"),
        (LOOPBACK, settings.actions_port, "SYVBOT_ACTIONS_PORT"),
        *((LOOPBACK, settings.engine_port + number, "SYVBOT_ENGINE_PORT") for number in range(engines)),
    )
    for host, port, setting in wanted:
        if not is_port_free(host, port):
            raise PortTaken(port=port, setting=setting)


def check_lock(settings: Settings, *, engines: int) -> None:
    """Several engines have a lock in common; LockMissing when not."""
    if engines > 1 and not settings.redis_url:
        raise LockMissing(setting=f"SYVBOT_ENGINE_WORKERS={engines}")


def check_engine_environment(python: Path = ENGINE_PYTHON) -> None:
    """The engine's environment is there; EngineMissing when not."""
    if not python.exists():
        raise EngineMissing(path=python.parent.parent.name)


def is_port_free(host: str, port: int) -> bool:
    """Whether this process could listen on the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        # As the servers do: a port in the short wait after its last connection is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
