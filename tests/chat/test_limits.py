"""Limits count in memory or Redis, and a Redis that is away is not felt."""

from __future__ import annotations

import os
import time
import uuid
from urllib.parse import urlsplit

import pytest
import redis

from bot.chat.limits import MessageLimiter, MessageLimits
from bot.errors import TooManyMessages
from tests.conftest import require_server

pytestmark = pytest.mark.anyio
LIMITS = MessageLimits(by_session=2, by_address=3, new_sessions_by_address=1)
REDIS = os.environ.get("SYVBOT_TEST_REDIS", "redis://127.0.0.1:6379")


@pytest.fixture
def redis_url() -> str:
    """The Redis of the tests; an address of its own keeps test runs apart."""
    address = urlsplit(REDIS)
    try:
        redis.Redis(host=address.hostname or "127.0.0.1", port=address.port or 6379, socket_connect_timeout=2).ping()
    except redis.RedisError as error:
        require_server(f"Redis svarar inte på {REDIS} ({type(error).__name__}).")
    return REDIS


async def test_each_conversation_and_each_address_has_its_limit():
    limiter = MessageLimiter(LIMITS)
    await limiter.admit_message(session="a", address="1")
    await limiter.admit_message(session="a", address="1")
    with pytest.raises(TooManyMessages) as refused:
        await limiter.admit_message(session="a", address="1")
    assert 1 <= int(refused.value.details["seconds"]) <= 60
    await limiter.admit_message(session="b", address="1")
    with pytest.raises(TooManyMessages):
        await limiter.admit_message(session="c", address="1")
    await limiter.admit_message(session="d", address="2")


async def test_new_conversations_have_a_limit_of_their_own():
    limiter = MessageLimiter(LIMITS)
    await limiter.admit_session(address="1")
    with pytest.raises(TooManyMessages):
        await limiter.admit_session(address="1")
    await limiter.admit_session(address="2")


@pytest.mark.redis
async def test_two_gateways_share_a_conversations_limit_through_redis(redis_url: str):
    session = uuid.uuid4().hex
    one, other = (MessageLimiter(LIMITS, redis_url=redis_url) for _gateway in range(2))
    await one.admit_message(session=session, address="1")
    await other.admit_message(session=session, address="2")
    with pytest.raises(TooManyMessages):
        await one.admit_message(session=session, address="3")
    for limiter in (one, other):
        await limiter.close()


@pytest.mark.redis
async def test_no_address_is_written_to_redis(redis_url: str):
    limiter = MessageLimiter(LIMITS, redis_url=redis_url)
    await limiter.admit_message(session=uuid.uuid4().hex, address="192.0.2.77")
    keys = redis.Redis.from_url(redis_url).keys("*192.0.2.77*")
    await limiter.close()
    assert keys == []


async def test_without_its_redis_it_counts_in_memory_and_does_not_keep_anybody_waiting():
    limiter = MessageLimiter(LIMITS, redis_url="redis://127.0.0.1:1")
    began = time.monotonic()
    await limiter.admit_message(session="a", address="1")
    await limiter.admit_message(session="a", address="1")
    with pytest.raises(TooManyMessages):
        await limiter.admit_message(session="a", address="1")
    await limiter.close()
    assert time.monotonic() - began < 2
