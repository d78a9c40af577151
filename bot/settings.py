"""The settings of an installation: one class, read from the environment (SYVBOT_...), with working defaults."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every setting has a default that works on one machine; docs/settings.md has an entry for each."""

    model_config = SettingsConfigDict(env_prefix="SYVBOT_", extra="ignore")

    data_dir: Path = Field(
        PROJECT_ROOT / "var", description="Folder for the embedded database, gazetteer, caches and logs."
    )
    database_url: str = Field(
        "", description="SQLAlchemy address of the regional database; empty means SQLite in data_dir."
    )
    gazetteer_file: Path | None = Field(
        None, description="Where the gazetteer for the engine is written; empty: in data_dir."
    )
    import_hosts: list[str] = Field(
        ["data.arbetsformedlingen.se", "www.scb.se", "api.scb.se", "api.skolverket.se"],
        description="Hosts that `syvbot import` may fetch https addresses from.",
    )
    import_max_megabytes: int = Field(50, description="Largest file that is imported, also when unpacked.", ge=1)
    import_max_rows: int = Field(200_000, description="Largest number of rows in one imported file.", ge=1)

    models_dir: Path = Field(PROJECT_ROOT / "models", description="Folder of the trained models.")
    host: str = Field("127.0.0.1", description="Address that the gateway listens on.")
    port: int = Field(8000, description="Port of the gateway, the only process open to the world.")
    engine_port: int = Field(5005, description="Loopback port of the Rasa server.")
    actions_port: int = Field(5055, description="Loopback port of the action server.")

    public_address: str = Field("", description="Address that people reach Syvbot at (https://...), behind a proxy.")
    trusted_proxies: str = Field("127.0.0.1", description="Addresses whose X-Forwarded-For is believed, comma between.")
    allowed_origins: list[str] = Field(
        ["*"], description="Pages (https://skolan.se) that may use the chat without a site of their own; * means any."
    )
    metrics_token: str = Field("", description="Bearer token for /metrics; empty: only this machine may read it.")
    redis_url: str = Field("", description="Redis for limits and locks of several processes; empty: in memory.")
    log_level: str = Field(
        "INFO", description="Least important log lines that are written: DEBUG, INFO, WARNING, ERROR."
    )
    secret: str = Field("", description="Secret behind session ids; empty: made once and kept in data_dir/gateway.key.")

    message_characters: int = Field(500, description="Longest message of a pupil.", ge=1, le=2000)
    answer_seconds: float = Field(
        8.0, description="Longest wait for an answer before the pupil is told to try again.", gt=0
    )
    engine_turns: int = Field(48, description="Turns that may be with the dialogue engine at once.", ge=1)
    messages_per_minute: int = Field(30, description="Messages a minute in one conversation.", ge=1)
    messages_per_minute_from_address: int = Field(
        600, description="Messages a minute from one address; a whole school can share one.", ge=1
    )
    sessions_per_minute_from_address: int = Field(120, description="New conversations a minute from one address.", ge=1)
    session_minutes: int = Field(30, description="A conversation ends after this long without a message.", ge=1)
    retention_days: int = Field(30, description="Redacted text is deleted after this many days.", ge=1)

    @property
    def resolved_database_url(self) -> str:
        """The address to connect to; the embedded SQLite file when none was set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'regional.db'}"

    @property
    def resolved_secret_file(self) -> Path:
        """The file with the secret behind session ids, when none was set."""
        return self.data_dir / "gateway.key"

    @property
    def resolved_gazetteer_file(self) -> Path:
        """The gazetteer file that the engine's extractor re-reads."""
        return self.gazetteer_file or self.data_dir / "gazetteer.json"


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
