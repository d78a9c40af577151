"""Runs the parts of a Rasa model one after the other, in an order that is found once instead of at every message.

Rasa hands its graph to a scheduler for clusters (dask) three times a turn, builds the graph anew each time and writes all that goes
in and out into lines of a log that nobody keeps. Runs in the engine's environment and knows Rasa only by what it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

_PLANS = "_plans_by_targets"


def run_in_order(failure: type[Exception]) -> Callable[..., dict[str, Any]]:
    """A stand-in for `DaskGraphRunner.run`; a RuntimeError of a part becomes a `failure`, as it does there."""

    def run(self: Any, inputs: Mapping[str, Any] | None = None, targets: Sequence[str] | None = None) -> dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        plans = self.__dict__.setdefault(_PLANS, {})
        if wanted not in plans:
            plans[wanted] = _plan(self._graph_schema.minimal_graph_schema(list(wanted)).nodes)
        found: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for name, needs in plans[wanted]:
                # A name that nothing stands behind is handed on as it is: the part says what it lacks.
                found[name] = self._instantiated_nodes[name](*(found.get(need, need) for need in needs))
        except RuntimeError as error:
            raise failure("Error running runner.") from error
        return dict(found[name] for name in wanted)

    return run


def _plan(nodes: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each part after those that it needs."""
    order: dict[str, tuple[str, ...]] = {}

    def add(name: str) -> None:
        if name in nodes and name not in order:
            needs = tuple(nodes[name].needs.values())
            for need in needs:
                add(need)
            order[name] = needs

    for name in nodes:
        add(name)
    return tuple(order.items())
