"""Remembers what the queries found, so that a test may ask the same database tens of thousands of questions in a minute."""

from __future__ import annotations

import functools
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

import bot.regional.queries
from bot.regional.models import County, Employer, Industry, Occupation, OccupationDescription, Site

Query = Callable[..., Any]


@contextmanager
def remembered_queries() -> Iterator[None]:
    """Every query answers from memory when it is asked the same again. Only for one database whose rows stand still.

    Queries are functions of a session and plain values and give frozen values back, so that this changes no answer.
    """
    remembering = {query: _remember(query) for query in _find_queries()}
    with pytest.MonkeyPatch.context() as patch:
        for module in _modules_of("bot.regional.queries", "bot.guidance"):
            for name, value in list(vars(module).items()):
                if inspect.isfunction(value) and value in remembering:
                    patch.setattr(module, name, remembering[value])
        yield


def _find_queries() -> set[Query]:
    for each in pkgutil.iter_modules(bot.regional.queries.__path__):
        import_module(f"bot.regional.queries.{each.name}")
    return {
        value
        for module in _modules_of("bot.regional.queries")
        for value in vars(module).values()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and _is_query(value)
    }


def _is_query(function: Query) -> bool:
    return not function.__name__.startswith("_") and next(iter(inspect.signature(function).parameters), "") == "session"


def _modules_of(*packages: str) -> list[ModuleType]:
    return [
        module for name, module in list(sys.modules.items()) if any(name.startswith(f"{each}.") for each in packages)
    ]


def _remember(query: Query) -> Query:
    found: dict[Any, Any] = {}

    @functools.wraps(query)
    def ask(session: Session, *values: Any, **named: Any) -> Any:
        key = (values, tuple(sorted(named.items())))
        if key not in found:
            found[key] = query(session, *values, **named)
        return found[key]

    return ask


def keep_rows_in_mind(session: Session) -> list[Any]:
    """All that answers are made of, read once; as long as the list lives the session need not read those rows again."""
    sites = select(Site).options(selectinload(Site.occupations), selectinload(Site.offers), selectinload(Site.contacts))
    occupations = select(Occupation).options(selectinload(Occupation.interests), selectinload(Occupation.kin))
    statements = [sites, occupations, *(select(each) for each in (County, Industry, Employer, OccupationDescription))]
    return [row for statement in statements for row in session.scalars(statement).unique()]
