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

    host: str = Field("127.0.0.1", description="Address that the gateway listens on.")
    port: int = Field(8000, description="Port of the gateway, the only process open to the world.")
    engine_port: int = Field(5005, description="Loopback port of the Rasa server.")
    actions_port: int = Field(5055, description="Loopback port of the action server.")

    @property
    def resolved_database_url(self) -> str:
        """The address to connect to; the embedded SQLite file when none was set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'regional.db'}"

    @property
    def resolved_gazetteer_file(self) -> Path:
        """The gazetteer file that the engine's extractor re-reads."""
        return self.gazetteer_file or self.data_dir / "gazetteer.json"


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
