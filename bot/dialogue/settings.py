"""The settings of the dialogue (SYVBOT_...): where the engine is, how long an answer may take, how sure one must be."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.guidance.doubt import Thresholds


class DialogueSettings(BaseSettings):
    """Every setting has a default that works on one machine. Single thresholds: SYVBOT_THRESHOLDS__SURE=0.6."""

    model_config = SettingsConfigDict(env_prefix="SYVBOT_", extra="ignore", env_nested_delimiter="__")

    engine_url: str = Field(
        "", description="Address of the engine, or of several, comma between; empty: this machine at engine_port."
    )
    engine_workers: int = Field(
        1, description="Engines on this machine, from engine_port upwards; more than one needs redis_url.", ge=1, le=16
    )
    action_seconds: float = Field(3.0, description="How long an action may take over an answer.", gt=0)
    tracker_database_url: str = Field(
        "", description="Where the engine keeps conversations; empty: SQLite in data_dir."
    )
    log_tracebacks: bool = Field(False, description="Write tracebacks of failed turns; they may hold pupils' words.")
    thresholds: Thresholds = Field(Thresholds(), description="How sure the bot must be to answer, or to offer a guess.")


@lru_cache(maxsize=1)
def get_dialogue_settings() -> DialogueSettings:
    """The settings of this process, read once."""
    return DialogueSettings()
