"""So many in any minute: moving, forgetting what is over, and just as quick with many conversations."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.moving_window import WINDOW_SECONDS, MovingWindow


class Time:
    """Seconds as the test wants them."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_room_comes_back_one_by_one_as_the_minute_moves_on() -> None:
    time = Time()
    window = MovingWindow(monotonic=time)
    for _ in range(3):
        assert window.admit("session", "a", by_minute=3) is None
        time.seconds += 10
    assert window.admit("session", "a", by_minute=3) == 30
    time.seconds += 29.9
    assert window.admit("session", "a", by_minute=3) is not None
    time.seconds += 0.1
    assert window.admit("session", "a", by_minute=3) is None
    assert window.admit("session", "a", by_minute=3) == 10


def test_what_is_refused_does_not_keep_the_door_shut() -> None:
    time = Time()
    window = MovingWindow(monotonic=time)
    window.admit("session", "a", by_minute=1)
    for _ in range(59):
        time.seconds += 1
        assert window.admit("session", "a", by_minute=1) is not None
    time.seconds += 1
    assert window.admit("session", "a", by_minute=1) is None


def test_names_and_purposes_are_counted_apart_and_a_limit_of_none_lets_nobody_in() -> None:
    window = MovingWindow()
    assert window.admit("session", "a", by_minute=1) is None
    assert window.admit("session", "b", by_minute=1) is None
    assert window.admit("address", "a", by_minute=1) is None
    assert window.admit("new", "a", by_minute=0) == WINDOW_SECONDS


def test_whoever_was_silent_for_two_minutes_is_forgotten() -> None:
    time = Time()
    window = MovingWindow(monotonic=time)
    for number in range(1000):
        window.admit("session", str(number), by_minute=9)
    assert len(window) == 1000
    for _ in range(3):
        time.seconds += WINDOW_SECONDS
        window.admit("session", "a", by_minute=9)
    assert len(window) == 1


@given(
    st.lists(
        st.tuples(st.floats(0, 200, allow_nan=False), st.sampled_from("abc"), st.integers(1, 4)),
        min_size=1,
        max_size=60,
    )
)
def test_it_counts_as_a_list_of_all_that_ever_came_would(messages: list[tuple[float, str, int]]) -> None:
    time = Time()
    window = MovingWindow(monotonic=time)
    came: list[tuple[float, str]] = []
    for wait, name, by_minute in messages:
        time.seconds += wait
        recent = sum(1 for moment, who in came if who == name and moment > time.seconds - WINDOW_SECONDS)
        admitted = window.admit("session", name, by_minute=by_minute) is None
        assert admitted is (recent < by_minute)
        if admitted:
            came.append((time.seconds, name))
