"""What waits to be sent to a page: the newest state, at most 30 a second, and all that is said."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makerkit.web.live import LiveHub
from makerkit.web.page import STATE_EVERY_S, TOO_SLOW, WAITING_MAX, Page

NOWHERE = Path("nowhere")


def sent(page, now_s):
    """Take everything that is due."""
    texts = []
    while (text := page.take(now_s)[0]) is not None:
        texts.append(json.loads(text))
    return texts


def page_of(hub):
    page = hub.open_page("mina")
    assert page is not None
    assert "hello" in sent(page, 0.0)[0]
    return page


def test_a_new_page_is_greeted_with_the_start_of_the_program_and_sees_the_state_at_once():
    hub = LiveHub()
    hub.publish({"door": "open"})
    page = hub.open_page()
    assert page is not None
    assert sent(page, 0.0) == [
        {"hello": {"version": "", "start": hub.start}},
        {"rev": 1, "state": {"door": "open"}},
    ]


def test_two_programs_have_two_starts():
    assert LiveHub().start != LiveHub().start


def test_of_many_states_within_one_thirtieth_only_the_newest_is_sent():
    hub = LiveHub()
    page = page_of(hub)
    for number in range(10):
        hub.publish({"n": number})
    assert sent(page, 0.0) == [{"rev": 10, "state": {"n": 9}}]


def test_states_are_sent_at_most_30_times_a_second():
    hub = LiveHub()
    page = page_of(hub)
    count = 0
    for tick in range(1000):
        hub.publish({"n": tick})
        count += len(sent(page, tick / 1000))
    assert 28 <= count <= 31


def test_a_state_that_comes_too_early_is_due_at_the_next_thirtieth():
    hub = LiveHub()
    page = page_of(hub)
    hub.publish({"n": 1})
    assert sent(page, 0.0) != []
    hub.publish({"n": 2})
    text, wait_s = page.take(0.010)
    assert (text, wait_s) == (None, pytest.approx(STATE_EVERY_S - 0.010))
    assert sent(page, STATE_EVERY_S) == [{"rev": 2, "state": {"n": 2}}]


def test_the_state_that_an_order_changed_does_not_wait():
    hub = LiveHub()
    page = page_of(hub)
    hub.publish({"lamp": "off"})
    assert sent(page, 0.0) != []
    hub.on("switch", lambda args, page: hub.publish({"lamp": "on"}))
    hub.obey(hub.session(page), '{"n": 1, "do": "switch"}', 0.001)
    assert sent(page, 0.001) == [{"done": 1}, {"rev": 2, "state": {"lamp": "on"}}]


def test_a_hub_can_ask_for_the_state_after_each_order():
    hub = LiveHub(after_order=lambda: {"asked": True})
    page = page_of(hub)
    for text in ("rubbish", '{"n": 1, "do": "ping"}'):
        hub.obey(hub.session(page), text, 0.0)
    assert [next(iter(message)) for message in sent(page, 0.0)] == ["refused", "done"]
    hub.obey(hub.session(page), '{"n": 2, "do": "x"}', 0.0)
    assert [next(iter(message)) for message in sent(page, 0.0)] == ["refused", "rev"]


@given(st.lists(st.tuples(st.sampled_from(["publish", "hurry", "say", "wait"]), st.floats(0, 0.1))))
def test_whatever_happens_states_come_in_order_seldom_enough_and_the_newest_last(steps):
    hub, now_s, number, slow = LiveHub(), 0.0, 0, []
    page = page_of(hub)
    seen, said = [], 0
    for what, pause_s in steps:
        now_s += pause_s
        if what == "say":
            hub.say("hello")
        elif what != "wait":
            number += 1
            hub.publish({"n": number}, at_once=what == "hurry")
        for message in sent(page, now_s):
            said += "say" in message
            if "rev" in message:
                seen.append(message["rev"])
                slow += [now_s] if what != "hurry" else []
    seen += [m["rev"] for m in sent(page, now_s + STATE_EVERY_S) if "rev" in m]
    assert seen == sorted(set(seen))
    assert seen[-1:] == ([number] if number else [])
    assert said == [what for what, _ in steps].count("say")
    assert [b - a for a, b in pairwise(slow) if b - a < STATE_EVERY_S - 1e-9] == []


def test_the_same_state_is_not_sent_twice():
    hub = LiveHub()
    page = page_of(hub)
    hub.publish({"n": 1})
    hub.publish({"n": 1})
    assert sent(page, 0.0) == [{"rev": 1, "state": {"n": 1}}]
    hub.publish({"n": 1})
    assert sent(page, 1.0) == []


def test_what_json_has_not_is_sent_as_what_it_has():
    import numpy as np

    hub = LiveHub()
    page = page_of(hub)
    hub.publish(
        {"a": float("nan"), "b": [float("inf"), 1.5], "c": np.float32(2), "d": np.arange(2)}
    )
    assert sent(page, 0.0) == [
        {"rev": 1, "state": {"a": None, "b": [None, 1.5], "c": 2.0, "d": [0, 1]}}
    ]
    hub.on("ask", lambda args, page: {"path": NOWHERE, "n": np.int64(3)})
    hub.obey(hub.session(page), '{"n": 1, "do": "ask"}', 1.0)
    assert sent(page, 1.0) == [{"done": 1, "result": {"path": str(NOWHERE), "n": 3}}]


def test_what_is_said_reaches_every_page_in_order():
    hub = LiveHub()
    pages = [page_of(hub), page_of(hub)]
    hub.say("Somebody rings.")
    hub.say("The battery is low.", "warning")
    expected = [
        {"say": "Somebody rings.", "kind": "info"},
        {"say": "The battery is low.", "kind": "warning"},
    ]
    assert [sent(page, 0.0) for page in pages] == [expected, expected]


def test_a_kind_that_pages_cannot_draw_is_our_own_mistake():
    with pytest.raises(ValueError, match="kind must be one of"):
        Page(1).say("x", "shout")


def test_a_page_that_takes_nothing_is_closed_and_holds_only_so_much():
    page = Page(1)
    for _ in range(WAITING_MAX + 50):
        page.say("hello")
    assert page.closed is not None
    assert page.closed[0] == TOO_SLOW
    assert len(sent(page, 0.0)) == WAITING_MAX


def test_there_is_room_for_so_many_pages_and_again_when_one_has_gone():
    hub = LiveHub(pages_max=2)
    first, second = hub.open_page(), hub.open_page()
    assert hub.open_page() is None
    assert first is not None
    assert second is not None
    hub.shut_page(first)
    assert hub.pages == [second]
    assert hub.open_page() is not None


def test_who_lets_a_page_steer_is_told_once_that_it_has_gone(caplog):
    hub = LiveHub()
    gone = []
    hub.on_gone(lambda page: 1 / 0)
    hub.on_gone(gone.append)
    page = page_of(hub)
    hub.shut_page(page)
    hub.shut_page(page)
    assert gone == [page]
    assert "ZeroDivisionError" in caplog.text


def test_pages_of_one_login_are_closed_and_others_stay():
    hub = LiveHub()
    mine, other = hub.open_page(key="a"), hub.open_page(key="b")
    hub.close_pages(lambda page: page.key == "a", 4401, "Log in again.")
    assert mine is not None
    assert other is not None
    assert (mine.closed, other.closed) == ((4401, "Log in again."), None)
