"""The open pages: the project with the chat and how to embed it, and what is stored."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from bot.chat.sites import Site
from bot.web.context import Context, CurrentContext, OwnAddress

router = APIRouter(include_in_schema=False)

SiteParameter = Annotated[str | None, Query(max_length=40)]


@router.get("/")
async def show_start(
    request: Request, context: CurrentContext, own: OwnAddress, site: SiteParameter = None
) -> Response:
    """The project, the chat, and how to put it on a page."""
    return render(request, context, "start.html", site=await find_site(context, site), own=own)


@router.get("/integritet")
async def show_privacy(request: Request, context: CurrentContext, site: SiteParameter = None) -> Response:
    """What is stored and for how long, in plain words."""
    settings = context.settings
    return render(
        request, context, "privacy.html", site=await find_site(context, site),
        minutes=settings.session_minutes, days=settings.retention_days,
    )  # fmt: skip


@router.get("/robots.txt")
async def send_robots() -> Response:
    """Conversations are nothing for search engines."""
    return Response("User-agent: *\nDisallow: /api/\nDisallow: /chatt\n", media_type="text/plain")


async def find_site(context: Context, key: str | None) -> Site | None:
    """The site that a page was opened for."""
    return await context.chat.sites.find(key) if key else None


def render(request: Request, context: Context, template: str, *, status: int = 200, **values: object) -> Response:
    """A page; its links to other pages keep the site."""
    site = values.get("site")
    query = f"?site={site.key}" if isinstance(site, Site) else ""

    def link(path: str) -> str:
        return path + query

    known = {"path": request.url.path, "link": link, **values}
    return context.pages.TemplateResponse(request, template, known, status_code=status)
