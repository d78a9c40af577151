"""Reads the responses of the model that understood a message out of its archive, so that they need not come with every call."""

from __future__ import annotations

import json
import logging
import os
import tarfile
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.settings import PROJECT_ROOT, get_settings

logger = logging.getLogger(__name__)
METADATA = "metadata.json"
# While a model takes the place of another, turns of both are under way.
MOST_KEPT = 2
# What an archive that is half written, or no archive at all, ends in.
UNREADABLE = (EOFError, ValueError, KeyError, TypeError, tarfile.TarError, zlib.error)

ResponseTexts = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Archive:
    """A trained model as it lies in its folder; one that was written anew is another."""

    path: str
    modified: int
    size: int


class ModelResponses:
    """The responses by model id. Safe to use from several threads; of those that want the same archive one reads it."""

    def __init__(self, *, models: Path, domain: Path) -> None:
        self._models = models
        self._domain = domain
        self._lock = threading.Lock()
        # Replaced as a whole, never changed, so that a turn of a known model waits for nobody.
        self._kept: dict[str, ResponseTexts] = {}
        self._ids: dict[Archive, str] = {}
        self._project: ResponseTexts | None = None
        self._told: set[str | None] = set()

    def find(self, model_id: str | None) -> ResponseTexts:
        """The responses of a model; those of the project's domain.yml where no archive has that id."""
        known = self._kept.get(model_id or "")
        if known is not None:
            return known
        with self._lock:
            return self._kept.get(model_id or "") or self._read(model_id)

    def _read(self, model_id: str | None) -> ResponseTexts:
        found = self._search(model_id) if model_id else None
        if model_id and found is not None:
            newest_first = [model_id, *self._kept][:MOST_KEPT]
            self._kept = {each: found if each == model_id else self._kept[each] for each in newest_first}
            return found
        if self._project is None:
            self._project = _take_responses(YAML(typ="safe").load(self._domain))
        if model_id not in self._told:
            self._told.add(model_id)
            logger.warning(
                "no archive in %s has the model %s: its texts come from %s", self._models, model_id, self._domain
            )
        return self._project

    def _search(self, model_id: str) -> ResponseTexts | None:
        archives = list(_list_archives(self._models))
        self._ids = {each: self._ids[each] for each in archives if each in self._ids}
        for archive in archives:
            if self._ids.get(archive, model_id) != model_id:
                continue
            try:
                metadata = read_metadata(Path(archive.path))
                responses = _take_responses(metadata["domain"])
                self._ids[archive] = str(metadata["model_id"])
            except OSError:
                continue
            except UNREADABLE:
                # An archive that is still being written is looked at again when it has grown.
                self._ids[archive] = ""
                continue
            if self._ids[archive] == model_id:
                return responses
        return None


def read_metadata(archive: Path) -> dict[str, Any]:
    """What the engine noted of a model when it was trained; nothing else of the archive is kept."""
    with tarfile.open(archive, "r:gz") as tar:
        for member in tar:
            file = tar.extractfile(member) if member.name.removeprefix("./") == METADATA else None
            if file is not None:
                metadata: dict[str, Any] = json.load(file)
                return metadata
    raise KeyError(METADATA)


def _list_archives(folder: Path) -> Iterator[Archive]:
    """The archives of a folder, the newest first; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            found = [(each.path, each.stat()) for each in entries if each.name.endswith(".tar.gz")]
    except OSError:
        return
    for path, stat in sorted(found, key=lambda each: (-each[1].st_mtime_ns, each[0])):
        yield Archive(path, stat.st_mtime_ns, stat.st_size)


def _take_responses(domain: Mapping[str, Any]) -> ResponseTexts:
    """The responses of a domain; one without any is as bad as none."""
    responses: ResponseTexts = domain["responses"]
    if not responses:
        raise ValueError("a domain without responses")
    return responses


@lru_cache(maxsize=1)
def get_model_responses() -> ModelResponses:
    """Those of this installation's models, read at the first turn."""
    return ModelResponses(models=get_settings().models_dir, domain=PROJECT_ROOT / "domain.yml")
