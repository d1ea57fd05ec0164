"""Whatever happens to a good file, the answer is a wiring or a clear error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.errors import BadInputError
from makerkit.wiring import parse_press, parse_wiring
from makerkit.wiring.scenario import parse_scenario
from makerkit.wiring.text_file import decode_text

DATA = Path(__file__).parent / "data"
WIRINGS = [path.read_bytes() for path in sorted(DATA.glob("*.json"))]
SCENE = (DATA / "scene.toml").read_bytes()

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**30, max_value=10**400)
    | st.floats()
    | st.text(alphabet=st.characters(), max_size=20)
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=6,
)


def _judge_wiring(raw: bytes) -> None:
    with _only_clear_errors():
        wiring = parse_wiring(decode_text(raw, "wiring.json"))
        pins = [pin for net in wiring.nets for pin in net.pins]
        assert len(pins) == len(set(pins))
        assert len(wiring.bench_parts()) <= len(wiring.parts)


def _judge_scenario(raw: bytes) -> None:
    with _only_clear_errors():
        scenario = parse_scenario(decode_text(raw, "scene.toml"))
        assert all(event.t_ns >= 0 for event in scenario.events)


@contextmanager
def _only_clear_errors() -> Iterator[None]:
    try:
        yield
    except BadInputError as error:
        str(error).encode()  # it can be printed


@st.composite
def _damaged_bytes(draw: st.DrawFn, raw: bytes) -> bytes:
    """Cut a piece out, and put something else in its place."""
    start = draw(st.integers(0, len(raw)))
    length = draw(st.integers(0, 30))
    return raw[:start] + draw(st.binary(max_size=8)) + raw[start + length :]


@st.composite
def _damaged_document(draw: st.DrawFn, raw: bytes) -> bytes:
    """Put any value at any place of a document."""
    document = json.loads(raw)
    path = draw(st.sampled_from(list(_paths((), document))))
    return json.dumps(_with(document, path, draw(_JSON))).encode()


def _paths(path: tuple[Any, ...], value: object) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths((*path, key), child)


def _with(document: Any, path: tuple[Any, ...], value: object) -> Any:
    if not path:
        return value
    node = document
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return document


@given(st.sampled_from(WIRINGS).flatmap(_damaged_bytes))
@settings(max_examples=200, deadline=None)
def test_a_wiring_with_any_damage_gives_a_wiring_or_a_clear_error(raw: bytes) -> None:
    _judge_wiring(raw)


@given(st.sampled_from(WIRINGS).flatmap(_damaged_document))
@settings(max_examples=200, deadline=None)
def test_a_wiring_with_any_value_anywhere_gives_a_wiring_or_a_clear_error(raw: bytes) -> None:
    _judge_wiring(raw)


@given(_damaged_bytes(SCENE))
@settings(max_examples=200, deadline=None)
def test_a_scenario_with_any_damage_gives_a_scenario_or_a_clear_error(raw: bytes) -> None:
    _judge_scenario(raw)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_clear_error(raw: bytes) -> None:
    _judge_wiring(raw)
    _judge_scenario(raw)


@given(st.text() | st.from_regex(r"[A-Z]@[0-9.]+(s|ms)(\+[0-9.]+s)?", fullmatch=True))
def test_any_press_gives_events_or_a_clear_error(text: str) -> None:
    with _only_clear_errors():
        assert all(event.t_ns >= 0 for event in parse_press(text))
