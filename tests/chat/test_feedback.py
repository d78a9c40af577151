"""Thumbs: noted, replaced, counted once, and without personal data."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.dialogue.protocol import EngineMessage
from bot.regional.models import ChatTurn, DailyCount
from tests.gateway import Gateway

pytestmark = pytest.mark.anyio


async def rate(gateway: Gateway, answer: str, rating: Any, **more: Any) -> httpx.Response:
    return await gateway.client.post(
        f"/api/chat/{gateway.session}/feedback", json={"message": answer, "rating": rating, **more}
    )


async def test_a_rating_is_noted_and_another_replaces_it(gateway: Gateway) -> None:
    answer = (await gateway.say("Hej"))["messages"][0]["id"]
    assert (await rate(gateway, answer, 1)).status_code == 204
    assert (await rate(gateway, answer, 1)).status_code == 204
    assert (await rate(gateway, answer, -1, comment="Det var fel, ring 070-123 45 67")).status_code == 204
    with Session(gateway.database) as session:
        turn, count = session.scalars(select(ChatTurn)).one(), session.scalars(select(DailyCount)).one()
    assert (turn.rating, count.helpful, count.unhelpful) == (-1, 0, 1)
    assert turn.comment.startswith("Det var fel")
    assert "123 45 67" not in turn.comment


@pytest.mark.parametrize(
    "body", [{"rating": 1}, {"message": "x", "rating": 0}, {"message": "x", "rating": "up"}, [], None]
)
async def test_what_is_no_rating_is_refused(gateway: Gateway, body: Any) -> None:
    await gateway.say("Hej")
    response = await gateway.client.post(f"/api/chat/{gateway.session}/feedback", json=body)
    assert response.status_code == 422


async def test_answers_of_other_conversations_cannot_be_rated(gateway: Gateway) -> None:
    answer = (await gateway.say("Hej"))["messages"][0]["id"]
    gateway.session = ""
    await gateway.say("En annan elev")
    assert (await rate(gateway, answer, 1)).status_code == 404
    gateway.session = "A" * 43
    assert (await rate(gateway, answer, 1)).status_code == 404


async def test_a_comment_of_distress_is_not_kept(gateway: Gateway) -> None:
    answer = (await gateway.say("Hej"))["messages"][0]["id"]
    assert (await rate(gateway, answer, -1, comment="jag vill dö")).status_code == 204
    with Session(gateway.database) as session:
        assert session.scalars(select(ChatTurn)).one().comment == ""


async def test_an_answer_whose_words_are_not_kept_can_be_rated_without_a_trace(gateway: Gateway) -> None:
    gateway.engine.script = lambda _message: (EngineMessage("Ring Bris.", (), {"topic": "distress"}),)
    answer = (await gateway.say("Allt är tungt"))["messages"][0]["id"]
    assert (await rate(gateway, answer, 1)).status_code == 204
    with Session(gateway.database) as session:
        assert session.scalars(select(ChatTurn)).all() == []
