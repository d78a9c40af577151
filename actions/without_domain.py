"""Lets the action server take calls that come without the domain, as `enable_selective_domain` in endpoints.yml has it.

rasa-sdk 3.21 refuses such a call with status 449 unless it names a domain that was sent before. Rasa 3.6 names none and does
not know that status, so every turn would fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk.executor import ActionExecutor


def take_domain_of_call(_executor: ActionExecutor, payload: Mapping[str, Any], _action_name: str) -> dict[str, Any]:
    """The domain of this very call, or an empty one; never that of another call, which may be another engine's."""
    domain: dict[str, Any] = payload.get("domain") or {}
    return domain


def accept_calls_without_domain() -> None:
    """Changes the SDK's executor, once a process; the actions package does it when it is imported."""
    ActionExecutor.update_and_return_domain = take_domain_of_call
