"""Remembers what queries found for as long as the data stand still, so that a question asked again costs the database nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import decimal
import enum
import functools
import math
import sys
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.regional.models import DataLoad

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Key = TypeVar("Key")

# What a session was opened to remember in; found in its `info`.
RECOLLECTION = "recollection"
MEGABYTE = 1024 * 1024
# Every import writes a DataLoad, which ends what was remembered at once. Rows that someone changes by hand in the
# database do not, so nothing is believed for longer than this.
LONGEST_SECONDS = 300.0
# The list node, the dictionary slot and the key's own tuple of an entry.
ENTRY_BYTES = 400
PLAIN = (str, int, float, decimal.Decimal, dt.date, type(None))
MISSING: Any = object()

# The newest load and their number: a load that was begun before another and ended after it makes the number larger,
# and a database put back from a copy has another newest load even where the numbers are the same.
DATA_VERSION = (
    select(DataLoad.id, DataLoad.checksum, DataLoad.loaded_at, select(func.count(DataLoad.id)).scalar_subquery())
    .order_by(DataLoad.id.desc())
    .limit(1)
)


class Shelf:
    """Results of one version of the data, the least used forgotten first. Safe to use from several threads."""

    def __init__(self, *, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._entries: OrderedDict[Any, tuple[Any, int]] = OrderedDict()
        self._bytes = 0

    def find(self, key: Any) -> Any:
        """The result under a key, or MISSING."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return MISSING
            self._entries.move_to_end(key)
            return entry[0]

    def keep(self, key: Any, result: Any, *, size: int) -> None:
        """Puts a result on the shelf, and takes down what there is no more room for."""
        with self._lock:
            if key in self._entries or size > self._most_bytes:
                return
            self._entries[key] = result, size
            self._bytes += size
            while self._bytes > self._most_bytes:
                _key, (_result, freed) = self._entries.popitem(last=False)
                self._bytes -= freed

    @property
    def size(self) -> tuple[int, int]:
        """How many results there are, and about how many bytes they take."""
        with self._lock:
            return len(self._entries), self._bytes


class Memory:
    """What one process remembers of its database: the results of the newest version of the data that it has met."""

    def __init__(
        self,
        *,
        megabytes: int,
        seconds: float = LONGEST_SECONDS,
        unasked_seconds: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most_bytes = megabytes * MEGABYTE
        self._seconds = seconds
        self._unasked_seconds = unasked_seconds
        self._asked_at = -math.inf
        self._clock = clock
        self._lock = threading.Lock()
        self._version: Any = None
        self._until = 0.0
        self.shelf = Shelf(most_bytes=self._most_bytes)

    def open_shelf(self, session: Session) -> Shelf | None:
        """The shelf for the data as they are now, an empty one when they have changed; None when nothing was ever loaded.

        A turn under way keeps the shelf that it began with, so that what it reads of newer data never stands for older, nor
        the other way round. The database is asked for its version no more often than every `unasked_seconds`.
        """
        engine = weakref.ref(session.get_bind().engine)
        with self._lock:
            if self._version and self._version[0] == engine and self._clock() - self._asked_at < self._unasked_seconds:
                return self.shelf
        loaded = session.execute(DATA_VERSION).one_or_none()
        if loaded is None:
            return None
        version = (engine, tuple(loaded))
        now = self._clock()
        with self._lock:
            self._asked_at = now
            if version != self._version or now >= self._until:
                self._version, self._until = version, now + self._seconds
                self.shelf = Shelf(most_bytes=self._most_bytes)
            return self.shelf


class Recollection:
    """A session's way to what is remembered. The data's version is asked for once, at the first query and not before."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._shelf: Shelf | None = MISSING

    def find_shelf(self, session: Session) -> Shelf | None:
        """The shelf for this session."""
        if self._shelf is MISSING:
            self._shelf = self._memory.open_shelf(session)
        return self._shelf


def remembered(
    query: Callable[Concatenate[Session, Arguments], Result],
) -> Callable[Concatenate[Session, Arguments], Result]:
    """Makes a query answer from memory, in sessions that were opened for it and nowhere else.

    Only for functions of a session and plain values that give plain, unchangeable values back, never rows of the session.
    The day belongs to the arguments of whatever depends on it. None is not remembered: ids come from what pupils
    write, and words that no row bears must neither stay in memory nor drive out what is of use.
    """

    @functools.wraps(query)
    def ask(session: Session, /, *values: Arguments.args, **named: Arguments.kwargs) -> Result:
        recollection: Recollection | None = session.info.get(RECOLLECTION)
        shelf = recollection.find_shelf(session) if recollection is not None else None
        if shelf is None:
            return query(session, *values, **named)
        key = (query, values, tuple(sorted(named.items())))
        found = shelf.find(key)
        if found is not MISSING:
            return found  # type: ignore[no-any-return]
        result = query(session, *values, **named)
        if result is not None:
            shelf.keep(key, result, size=ENTRY_BYTES + weigh(key[1:]) + weigh(result))
        return result

    return ask


def remembered_each(
    query: Callable[Concatenate[Session, tuple[Key, ...], Arguments], Mapping[Key, Result]],
) -> Callable[Concatenate[Session, tuple[Key, ...], Arguments], dict[Key, Result]]:
    """The same for a query that gives a result for each of several keys: only those that are not remembered are asked for."""

    @functools.wraps(query)
    def ask(
        session: Session, keys: tuple[Key, ...], /, *values: Arguments.args, **named: Arguments.kwargs
    ) -> dict[Key, Result]:
        recollection: Recollection | None = session.info.get(RECOLLECTION)
        shelf = recollection.find_shelf(session) if recollection is not None else None
        if shelf is None:
            return dict(query(session, keys, *values, **named))
        rest = (values, tuple(sorted(named.items())))
        found = {key: shelf.find((query, key, *rest)) for key in keys}
        missing = tuple(key for key, result in found.items() if result is MISSING)
        asked = query(session, missing, *values, **named) if missing else {}
        for key, result in asked.items():
            shelf.keep((query, key, *rest), result, size=ENTRY_BYTES + weigh((key, *rest)) + weigh(result))
        return {key: result for key, result in {**found, **asked}.items() if result is not MISSING}

    return ask


def weigh(value: Any) -> int:
    """About how many bytes a plain value takes; anything that could change, or hangs on a session, is a TypeError."""
    if isinstance(value, enum.Enum):
        return 0
    if isinstance(value, PLAIN):
        return sys.getsizeof(value)
    if isinstance(value, tuple | frozenset):
        return sys.getsizeof(value) + sum(map(weigh, value))
    parameters = vars(type(value)).get("__dataclass_params__")
    if parameters is not None and parameters.frozen:
        fields = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return sys.getsizeof(value) + 8 * len(fields) + sum(map(weigh, fields))
    raise TypeError(f"{type(value).__name__} is no plain value, so it cannot be remembered")
