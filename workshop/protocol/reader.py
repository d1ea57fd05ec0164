"""Read `firmware/protocol.toml`, and refuse with a clear word what cannot be."""

import keyword
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from makerkit.errors import BadInputError
from workshop.protocol.table import LINE_BYTES, Enum, Field, Message, Section, Table

UNITS = {
    # unit: how a name that has it ends
    "s": "_s",
    "ms": "_ms",
    "us": "_us",
    "mm": "_mm",
    "cm": "_cm",
    "mm/s": "_mm_s",
    "mm/s²": "_mm_s2",
    "deg": "_deg",
    "mV": "_mv",
    "mA": "_ma",
    "Hz": "_hz",
    "%": "_percent",
    "‰": "_permille",
    "bytes": "_bytes",
    "ticks": "_ticks",
}
MOST_FIELDS = 10
"""As many values as LineReader has room for."""

_SUMMARY_CHARACTERS = 90

WIDEST = 2**31 - 1
"""The firmware computes with numbers of 32 bits and a sign."""

_MESSAGE_NAME = re.compile(r"[A-Z][A-Z0-9]{0,6}")
_FIELD_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_ENUM_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_WORD = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_SENDERS = ("host", "board")
_OWN_NAMES = {"seq", "name", "fields", "values", "check", "description", "into", "as"}
_CPP_WORDS = {
    *("auto", "bool", "case", "char", "const", "default", "delete", "do", "double", "enum"),
    *(
        "float",
        "int",
        "long",
        "new",
        "operator",
        "private",
        "public",
        "register",
        "short",
        "signed",
    ),
    *("static", "struct", "switch", "this", "true", "false", "union", "unsigned", "void"),
}

_Plain = Mapping[str, Any]


def read_table(text: str, name: str = "protocol.toml") -> Table:
    """Return the table that stands in a text.

    Args:
        text: TOML, as the head of `firmware/protocol.toml` explains it.
        name: what to call it in an error.

    Raises:
        BadInputError: something cannot be; the message says in which message and field.
    """
    try:
        return _table(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, _Fault) as error:
        raise BadInputError(f"{name}: {error}") from None


class _Fault(Exception):  # noqa: N818 - what is wrong with the table, told in one place
    """What is wrong, and where."""


def _refuse(where: str, what: str) -> NoReturn:
    raise _Fault(f"{where}: {what}")


def _table(plain: _Plain) -> Table:
    if "link" not in plain:
        _refuse("the table", "section [link] is missing")
    version = _whole(plain, "version", "the table", low=1, high=255)
    link = _section("link", plain["link"], known={})
    common = {enum.name: enum for enum in link.enums}
    applications = tuple(
        _section(name, section, known=common)
        for name, section in plain.items()
        if name not in ("version", "link")
    )
    for section in (link, *applications):
        _classes_differ(link, section)
    return Table(version, link, applications)


def _section(name: str, plain: Any, known: Mapping[str, Enum]) -> Section:
    where = f"[{name}]"
    if not isinstance(plain, Mapping):
        _refuse(where, "is no section (sections are tables: version is the only other key)")
    _only(plain, where, needed={"meaning"}, allowed={"enums", "messages"})
    enums = tuple(_enum(key, words, where) for key, words in plain.get("enums", {}).items())
    for enum in enums:
        if enum.name in known:
            _refuse(f"{where} enum {enum.name}", "[link] has an enum of this name")
    all_enums = {**known, **{enum.name: enum for enum in enums}}
    messages = tuple(_message(entry, where, all_enums) for entry in plain.get("messages", []))
    _all_different(where, "message", messages)
    return Section(name, _text(plain, "meaning", where), enums, messages)


def _enum(name: str, words: Any, section: str) -> Enum:
    where = f"{section} enum {name}"
    _matches(_ENUM_NAME, name, where, "an enum's name is like ResetCause")
    if not isinstance(words, Mapping) or not words:
        _refuse(where, 'has no words; a word is WORD = "what it means"')
    for word in words:
        _matches(_WORD, word, where, f"the word {word!r} is not like BROWN_OUT")
        _text(words, word, where)
    return Enum(name, dict(words))


def _message(plain: _Plain, section: str, enums: Mapping[str, Enum]) -> Message:
    where = f"{section} message {plain.get('name', '(without a name)')}"
    _only(plain, where, needed={"name", "from", "meaning", "rate"}, allowed={"fields"})
    name, sender = _text(plain, "name", where), _text(plain, "from", where)
    _matches(_MESSAGE_NAME, name, where, "a message's name is 1 to 7 of A-Z and 0-9")
    if sender not in _SENDERS:
        _refuse(where, f'from must be "host" or "board" (got {sender!r})')
    fields = tuple(_field(entry, where, enums) for entry in plain.get("fields", []))
    _all_different(where, "field", fields)
    meaning, rate = _text(plain, "meaning", where), _text(plain, "rate", where)
    message = Message(name, sender, meaning, rate, fields)
    _fits(message, where)
    return message


def _fits(message: Message, where: str) -> None:
    if len(message.fields) > MOST_FIELDS:
        _refuse(where, f"has {len(message.fields)} fields; at most {MOST_FIELDS} are possible")
    if len(message.summary) > _SUMMARY_CHARACTERS:
        _refuse(where, f"the first sentence of meaning is over {_SUMMARY_CHARACTERS} characters")
    if message.longest > LINE_BYTES:
        _refuse(
            where,
            f"its line can be {message.longest} bytes long with the newline, "
            f"{LINE_BYTES} are possible. Narrow a range, or make two messages of it.",
        )


def _field(plain: _Plain, message: str, enums: Mapping[str, Enum]) -> Field:
    where = f"{message}, field {plain.get('name', '(without a name)')}"
    kind = plain.get("type", "int")
    own = {"low", "high", "unit", "type"} if kind == "int" else {"type"}
    _only(plain, where, needed={"name", "reason"}, allowed=own)
    name, reason = _text(plain, "name", where), _text(plain, "reason", where)
    _matches(_FIELD_NAME, name, where, "a field's name is like left_mm_s")
    if name in _OWN_NAMES | _CPP_WORDS or keyword.iskeyword(name):
        _refuse(where, f"the name {name} is taken, in C++ or in Python")
    if kind == "int":
        return _number(plain, where, name, reason)
    if kind not in enums:
        _refuse(where, f"unknown type {kind!r}; known are {', '.join(['int', *sorted(enums)])}")
    return Field(name, 0, len(enums[kind].words) - 1, "", reason, enums[kind])


def _number(plain: _Plain, where: str, name: str, reason: str) -> Field:
    low = _whole(plain, "low", where, low=-WIDEST, high=WIDEST)
    high = _whole(plain, "high", where, low=-WIDEST, high=WIDEST)
    if low > high:
        _refuse(where, f"low is above high ({low} > {high})")
    return Field(name, low, high, _unit(plain, where, name), reason)


def _unit(plain: _Plain, where: str, name: str) -> str:
    said = next((u for u, end in sorted(UNITS.items(), key=_by_ending) if name.endswith(end)), "")
    unit = plain.get("unit", "")
    if unit and unit not in UNITS:
        _refuse(where, f"unknown unit {unit!r}; known are {', '.join(UNITS)}")
    if unit != said:
        _refuse(where, f"unit is {unit!r}, but the name says {said!r}")
    return str(unit)


def _by_ending(entry: tuple[str, str]) -> int:
    return -len(entry[1])


# -- Single values ------------------------------------------------------------------------------


def _only(plain: _Plain, where: str, *, needed: set[str], allowed: set[str]) -> None:
    for key in sorted(needed - set(plain)):
        _refuse(where, f"{key} is missing")
    for key in plain:
        if key not in needed | allowed:
            _refuse(where, f"unknown key {key!r}; known are {', '.join(sorted(needed | allowed))}")


def _text(plain: _Plain, key: str, where: str) -> str:
    value = plain[key]
    if not isinstance(value, str) or not value.strip():
        _refuse(where, f"{key} must be a text (got {value!r})")
    return value


def _whole(plain: _Plain, key: str, where: str, *, low: int, high: int) -> int:
    value = plain.get(key)
    if type(value) is not int or not low <= value <= high:
        _refuse(where, f"{key} must be a whole number from {low} to {high} (got {value!r})")
    return value


def _matches(pattern: re.Pattern[str], text: str, where: str, rule: str) -> None:
    if not pattern.fullmatch(text):
        _refuse(where, f"{rule} (got {text!r})")


def _all_different(where: str, what: str, things: Iterable[Message | Field]) -> None:
    seen = set()
    for thing in things:
        if thing.name in seen:
            _refuse(where, f"two {what}s are called {thing.name}")
        seen.add(thing.name)


def _classes_differ(link: Section, section: Section) -> None:
    """Refuse two messages, or a message and an enum, that would be one class in the code."""
    own = section.messages if section is link else link.messages + section.messages
    _all_different(f"[link] and [{section.name}]", "message", own)
    taken = {enum.name for enum in link.enums + section.enums}
    for message in own:
        if message.class_name in taken:
            where = f"[{section.name}] message {message.name}"
            _refuse(where, f"there is an enum {message.class_name}: both would be one class")
