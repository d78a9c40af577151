"""For whoever runs Syvbot: is it alive, can it work, what does it count."""

from __future__ import annotations

import hmac
import ipaddress

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.web.context import Address, CurrentContext
from bot.web.health import HealthCheck
from bot.web.problems import make_problem

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def is_alive() -> dict[str, str]:
    """The gateway runs."""
    return {"status": "ok"}


@router.get("/readyz")
async def is_ready(request: Request, response: Response) -> dict[str, object]:
    """Everything that an answer needs works; 503 when something does not."""
    health = request.app.state.health
    assert isinstance(health, HealthCheck)
    readiness = await health.check()
    response.status_code = 200 if readiness.ready else 503
    return {"status": "ready" if readiness.ready else "not ready", "parts": readiness.parts}


@router.get("/metrics")
async def show_metrics(request: Request, context: CurrentContext, address: Address) -> Response:
    """Counters for Prometheus: with the token, or without one from this machine only."""
    token = context.settings.metrics_token
    given = request.headers.get("authorization", "")
    # Behind a proxy every request seems to come from this machine, unless the proxy tells otherwise.
    direct = "x-forwarded-for" not in request.headers and "forwarded" not in request.headers
    allowed = (
        hmac.compare_digest(given.encode(), f"Bearer {token}".encode()) if token else direct and _is_loopback(address)
    )
    if not allowed:
        return make_problem(request, 404, "Sidan finns inte.")
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
