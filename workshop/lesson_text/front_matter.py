"""The front matter of a page: a small, safe part of YAML.

    id: blink
    title: Blink
    minutes: 30
    needs: [start]
    goals:
      - Light an LED with a program
    teaches: [LED, sleep]

`key: value`, `key: [a, b]`, or `key:` with items below it; `#` begins a comment on its own line.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from makerkit.wiring.faults import did_you_mean, shown
from workshop.lesson_text.page import FrontMatter

_KEY = re.compile(r"([A-Za-z_]+):(?:\s+(.*))?")
_ITEM = re.compile(r"\s*-\s+(.*)")
_TEXTS, _NUMBERS, _LISTS = (
    ("id", "title", "parts"),
    ("minutes", "level"),
    ("needs", "goals", "teaches"),
)
_NEEDED = ("id", "title", "minutes", "goals")
_RANGES = {"minutes": (1, 600), "level": (1, 3)}

Value = str | list[str]
Complain = Callable[[int, str], None]


def parse_front_matter(text: str, *, first_line: int, complain: Complain) -> FrontMatter:
    """Return what the front matter says; gaps are filled in so that reading can go on.

    Args:
        text: the lines between the two `---`.
        first_line: number of the first of them in the file.
        complain: takes the line and the text of each fault.
    """
    found, lines = _read(text, first_line, complain)
    fields = {key: _checked(key, value, lines[key], complain) for key, value in found.items()}
    for key in _NEEDED:
        if key not in found or (key in _LISTS and not found[key]):
            complain(lines.get(key, first_line), f"The front matter lacks `{key}:`.")
    return FrontMatter(
        id=str(fields.get("id", "")),
        title=str(fields.get("title", "")),
        minutes=_number(fields.get("minutes"), 1),
        goals=_items(fields.get("goals")),
        needs=_items(fields.get("needs")),
        teaches=_items(fields.get("teaches")),
        parts=str(fields.get("parts", "auto")),
        level=_number(fields.get("level"), 1),
    )


def _read(
    text: str, first_line: int, complain: Complain
) -> tuple[dict[str, Value], dict[str, int]]:
    """Return the values and the line of each key."""
    found: dict[str, Value] = {}
    lines: dict[str, int] = {}
    open_list: list[str] | None = None
    for number, raw in enumerate(text.split("\n"), first_line):
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        item, pair = _ITEM.fullmatch(raw), _KEY.fullmatch(raw.rstrip())
        if item and open_list is not None:
            open_list.append(_bare(item[1]))
        elif pair is None:
            complain(number, f"{shown(raw.strip())} is not `key: value`, nor `- item` below a key.")
        elif pair[1] in found:
            complain(number, f"`{pair[1]}:` stands there twice.")
        else:
            key, value = pair[1], _value(pair[2] or "")
            found[key], lines[key] = value, number
            open_list = value if isinstance(value, list) and not pair[2] else None
    return found, lines


def _value(text: str) -> Value:
    text = text.strip()
    if not text:
        return []
    if text.startswith("[") and text.endswith("]"):
        return [_bare(item) for item in text[1:-1].split(",") if item.strip()]
    return _bare(text)


def _bare(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text


def _checked(key: str, value: Value, line: int, complain: Complain) -> Value | int | None:
    """Return a value of the kind its key asks for, or None after a complaint."""
    known = (*_TEXTS, *_NUMBERS, *_LISTS)
    if key not in known:
        complain(line, f"Nobody knows the key `{key}:`.{did_you_mean(key, known)}")
    elif key in _LISTS:
        if isinstance(value, list):
            return value
        complain(line, f"`{key}:` must be a list: `[a, b]`, or `- item` on the lines below.")
    elif isinstance(value, list):
        complain(line, f"`{key}:` needs one value.")
    elif key in _TEXTS:
        return value
    else:
        return _checked_number(key, value, line, complain)
    return None


def _checked_number(key: str, value: str, line: int, complain: Complain) -> int | None:
    least, most = _RANGES[key]
    if value.isascii() and value.isdigit() and least <= int(value) <= most:
        return int(value)
    complain(line, f"`{key}:` must be a number from {least} to {most}, not {shown(value)}.")
    return None


def _items(value: Value | int | None) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()


def _number(value: Value | int | None, default: int) -> int:
    return value if isinstance(value, int) else default
