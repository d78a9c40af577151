"""The gateway as a process: `python -m bot.web`."""

from __future__ import annotations

import uvicorn

from bot.dialogue.processes import connect_to_engine
from bot.dialogue.settings import get_dialogue_settings
from bot.regional.session import create_database_engine
from bot.settings import get_settings
from bot.web.app import create_app
from bot.web.logs import configure_logs

# A pupil's turn never waits for a locked database longer than this.
BUSY_MILLISECONDS = 800


def main() -> None:
    """Serves until it is told to stop; turns that are running are brought to their end."""
    settings = get_settings()
    configure_logs(settings.log_level)
    database = create_database_engine(settings.resolved_database_url, busy_milliseconds=BUSY_MILLISECONDS, repeats=True)
    app = create_app(settings, engine=connect_to_engine(settings, get_dialogue_settings()), database=database)
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_config=None, access_log=False, server_header=False,
        proxy_headers=True, forwarded_allow_ips=settings.trusted_proxies, timeout_graceful_shutdown=10, timeout_keep_alive=30,
    )  # fmt: skip
    database.dispose()


if __name__ == "__main__":
    main()
