"""What the widget asks about the site that it stands on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query

from bot.errors import SiteUnknown
from bot.web.context import CurrentContext, OwnAddress
from bot.web.problems import problem_responses
from bot.web.routes.chat import check_site_origin
from bot.web.schemas import SiteColours, SiteCounsellor, SiteSettings

router = APIRouter(prefix="/api/site", tags=["chat"])


@router.get("", responses=problem_responses(403, 404, 422))
async def get_site(
    key: Annotated[str, Query(min_length=1, max_length=40, description="The site's key.")],
    context: CurrentContext,
    own: OwnAddress,
    origin: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> SiteSettings:
    """Greeting, place, colours, counsellor, starters and languages of a site."""
    await check_site_origin(context, key, origin, own=own)
    site = await context.chat.sites.find(key)
    if site is None:
        raise SiteUnknown(key=key)
    return SiteSettings(
        key=site.key,
        name=site.name,
        greeting=site.greeting,
        county=site.county_code,
        municipality=site.municipality_code,
        colors=SiteColours(primary=site.color_primary, on_primary=site.color_on_primary),
        counsellor=SiteCounsellor(
            name=site.counsellor_name,
            email=site.counsellor_email,
            phone=site.counsellor_phone,
            hours=site.opening_hours,
        ),
        starters=list(site.starters),
        languages=list(site.languages),
        test=site.test,
    )
