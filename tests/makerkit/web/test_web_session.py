"""What a page may send, and what it is answered."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makerkit.web.arguments import number_in, switch_in, text_in
from makerkit.web.page import Page, RefusedError
from makerkit.web.session import BURST, DELUGE, MESSAGE_MAX_BYTES, Session


def session_with(**handlers):
    return Session(handlers, Page(1, "mina"))


def order(n, do, **args):
    return json.dumps({"n": n, "do": do, "with": args})


def test_an_order_is_carried_out_once_and_answered():
    seen = []
    session = session_with(press=lambda args, page: seen.append((args, page.user)))
    assert session.on_message(order(7, "press", key="5"), 0.0) == [{"done": 7}]
    assert seen == [({"key": "5"}, "mina")]


def test_what_a_handler_returns_goes_back():
    session = session_with(add=lambda args, page: args["a"] + args["b"])
    assert session.on_message(order(1, "add", a=2, b=3), 0.0) == [{"done": 1, "result": 5}]


def test_a_handler_refuses_in_its_own_words():
    def disarm(args, page):
        raise RefusedError("That is not the code.")

    answers = session_with(disarm=disarm).on_message(order(3, "disarm"), 0.0)
    assert answers == [{"refused": 3, "why": "That is not the code."}]


def test_a_handler_that_breaks_is_refused_with_the_number_that_the_log_has(caplog):
    def broken(args, page):
        raise KeyError("secret")

    (answer,) = session_with(broken=broken).on_message(order(3, "broken"), 0.0)
    mark = answer["why"].split()[-1].strip(".")
    assert answer["refused"] == 3
    assert "secret" not in answer["why"]
    assert mark in caplog.text


@pytest.mark.parametrize(
    "message",
    [
        "",
        "[[",
        "[" * 8000,
        "null",
        "12",
        '{"n": 1}',
        '{"n": true, "do": "press"}',
        '{"n": -1, "do": "press"}',
        '{"n": 1e3, "do": "press"}',
        '{"n": 99999999999999999999, "do": "press"}',
        '{"n": 1, "do": "press", "with": []}',
        '{"n": 1, "do": "press", "with": {"x": NaN}}',
        '{"n": %s, "do": "press"}' % ("1" * 5000),
        "x" * (MESSAGE_MAX_BYTES + 1),
        b'{"n": 1, "do": "press"}',
    ],
)
def test_what_is_no_message_is_refused_and_carried_out_by_nobody(message):
    seen = []
    session = session_with(press=lambda args, page: seen.append(args))
    (answer,) = session.on_message(message, 0.0)
    assert answer["refused"] is None
    assert seen == []
    assert session.on_message(order(1, "press"), 0.1) == [{"done": 1}]


def test_a_ping_is_answered_and_is_no_order():
    session = session_with(ping=lambda args, page: 1 / 0)
    assert session.on_message(order(9, "ping"), 0.0) == [{"done": 9}]
    assert not session.has_acted


def test_an_order_that_nobody_knows_is_refused_by_name():
    assert session_with().on_message(order(1, "selfdestruct"), 0.0) == [
        {"refused": 1, "why": "Nobody here knows the order 'selfdestruct'."}
    ]


def test_more_orders_than_a_hand_can_give_are_refused_until_time_has_passed():
    session = session_with(press=lambda args, page: None)
    answers = [session.on_message(order(n, "press"), 0.0)[0] for n in range(int(BURST) + 2)]
    assert [next(iter(answer)) for answer in answers] == ["done"] * int(BURST) + ["refused"] * 2
    assert session.on_message(order(1, "press"), 1.0) == [{"done": 1}]


def test_a_joystick_at_30_hz_is_never_refused():
    session = session_with(drive=lambda args, page: None)
    answers = [session.on_message(order(n, "drive"), n / 30)[0] for n in range(3000)]
    assert [answer for answer in answers if "refused" in answer] == []


def test_a_deluge_is_told_so_that_the_page_is_closed():
    session = session_with()
    for _ in range(int(BURST) + DELUGE):
        session.on_message("rubbish", 0.0)
    assert not session.is_deluge
    session.on_message("rubbish", 0.0)
    assert session.is_deluge


def test_time_that_runs_backwards_gives_no_orders_away():
    session = session_with(press=lambda args, page: None)
    session.on_message(order(1, "press"), 1000.0)
    assert session.on_message(order(2, "press"), 0.0) == [{"done": 2}]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.text() | st.binary() | json_values.map(json.dumps))
def test_nothing_that_is_sent_breaks_the_conversation(message):
    session = session_with(press=lambda args, page: None)
    answers = session.on_message(message, 0.0)
    assert len(answers) == 1
    assert json.loads(json.dumps(answers[0])) == answers[0]


@given(
    st.dictionaries(st.sampled_from(["n", "do", "with"]), json_values | st.just("press")).map(
        json.dumps
    )
)
def test_nearly_right_messages_are_answered_with_their_number_or_null(message):
    sent = json.loads(message)
    (answer,) = session_with(press=lambda args, page: None).on_message(message, 0.0)
    number = answer.get("done", answer.get("refused"))
    assert number is None or number == sent["n"]


@pytest.mark.parametrize("value", [None, True, "1", [], float("inf"), float("nan"), -1.1, 1.1])
def test_a_number_out_of_bounds_or_of_another_kind_is_refused(value):
    with pytest.raises(RefusedError, match="x must be"):
        number_in({"x": value}, "x", -1, 1)


def test_arguments_that_fit_are_returned():
    args = {"x": 1, "on": False, "code": "1234"}
    assert number_in(args, "x", -1, 1) == 1.0
    assert switch_in(args, "on") is False
    assert text_in(args, "code") == "1234"


@pytest.mark.parametrize(("check", "value"), [(switch_in, 1), (text_in, 5), (text_in, "x" * 201)])
def test_switches_and_texts_of_another_kind_are_refused(check, value):
    with pytest.raises(RefusedError):
        check({"a": value}, "a")
