"""Reads and changes a TOML file of settings; says what is wrong in it, and where.

A fault is told with its file, section, key, value and bound; an unknown key with the known one that
is most like it. Changes go through tomlkit, so that comments stay, and are checked before they are
written, in one step: a power cut leaves the old file or the new one.
"""

import difflib
import tomllib
import types
import typing
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from makerkit.app.toml_fault import fault_in_words
from makerkit.app.toml_paragraph import set_apart
from makerkit.atomic_file import OWNER_ONLY, write_atomically
from makerkit.errors import BadInputError, NotThereError

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
_LONGEST_VALUE = 60
_COUNTS = {
    "too_short": ("must have at least", "min_length"),
    "too_long": ("must have at most", "max_length"),
}
_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def read_toml(path: Path) -> dict[str, Any]:
    """Return what stands in a TOML file.

    Raises:
        NotThereError: there is no such file.
        BadInputError: it cannot be read, or is no TOML; the message names the line.
    """
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")  # Windows' Notepad may have written it
        return tomllib.loads(text)
    except FileNotFoundError:
        raise NotThereError(f"There are no settings at {path}.") from None
    except UnicodeDecodeError as error:
        raise BadInputError(f"{path} is no text (byte {error.start} is no UTF-8).") from error
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(f"{path} is no TOML: {fault_in_words(error, text)}") from error
    except OSError as error:
        raise BadInputError(f"Cannot read {path}: {error.strerror or error}.") from error


def checked(model: type[Model], raw: Mapping[str, Any], path: Path, hidden: Place = ()) -> Model:
    """Return the settings that a file says.

    Args:
        model: what they are.
        raw: the file's tables.
        path: of the file, for messages.
        hidden: names that stand in the model but not in the file: its sections are tables of
            their own there.

    Raises:
        BadInputError: a setting is unknown or out of its bounds; up to five are named.
    """
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        lines = [_sentence(model, details, hidden) for details in error.errors()]
        more = f"\n... and {len(lines) - 5} more." if len(lines) > 5 else ""
        raise BadInputError(f"{path.name}: " + "\n".join(lines[:5]) + more) from None


def change(path: Path, section: str, values: Mapping[str, Any], check: Any) -> None:
    """Change settings of one section in its file, and leave everything else as it stands.

    Args:
        path: of the file.
        section: such as "web" or "zones.hall"; it is added where there is none.
        values: new values by key; None takes a key out.
        check: called with the new tables; raises what is wrong with them.

    Raises:
        BadInputError: the new settings would not be valid, or cannot be written.
    """
    import tomlkit  # half the cost of a start, and few starts change anything
    from tomlkit.exceptions import TOMLKitError

    try:
        old = path.read_text(encoding="utf-8-sig")
        document = tomlkit.parse(old)
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise BadInputError(f"Cannot change {path}: {error}.") from error
    table: Any = document
    for name in section.split("."):
        if name not in table:
            table[name] = tomlkit.table()
        table = table[name]
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
    text = set_apart(old, tomlkit.dumps(document))
    check(tomllib.loads(text))
    write_atomically(path, text.encode(), mode=OWNER_ONLY)


def remove(path: Path, section: str, check: Any) -> None:
    """Take a whole section out of its file.

    Raises:
        NotThereError: there is none of that name.
        BadInputError: the settings would not be valid without it, or cannot be written.
    """
    import tomlkit

    document: Any = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    *above, last = section.split(".")
    table = document
    for name in above:
        table = table.get(name, {})
    if last not in table:
        raise NotThereError(f"There is no [{section}] in {path}.")
    del table[last]
    text = tomlkit.dumps(document)
    check(tomllib.loads(text))
    write_atomically(path, text.encode(), mode=OWNER_ONLY)


def _sentence(model: type[BaseModel], details: ErrorDetails, hidden: Place) -> str:
    """Return one fault in words: `exit_s` must be at most 180 (got 300) in section [alarm]."""
    place = tuple(part for part in details["loc"] if not str(part).endswith("]"))
    written = [str(part) for part in place]
    if written and written[0] in hidden and len(written) > 1:
        written = written[1:] if written[1] in _tables_of(model, place[0]) else written
    if details["type"] == "value_error" and isinstance(details["input"], Mapping):
        return f"{details['ctx']['error']}{_where(written if place[-1:] != hidden else [])}."
    *section, key = _joined(written) or ["the file"]
    where = _where(section)
    if details["type"] == "extra_forbidden":
        return f"`{key}` is unknown{where}.{_hint(key, model, place[:-1])}"
    if details["type"] == "missing":
        return f"`{key}` is missing{where}."
    got = repr(details["input"])
    got = got if len(got) <= _LONGEST_VALUE else f"{got[:_LONGEST_VALUE]}..."
    return f"`{key}` {_must(details)} (got {got}){where}."


def _where(section: Sequence[str]) -> str:
    return f" in section [{'.'.join(section)}]" if section else ""


def _joined(written: Sequence[str]) -> list[str]:
    """Return the names with the numbers of items put to the lists they are in: private[0]."""
    joined: list[str] = []
    for name in written:
        if name.isdecimal() and joined:
            joined[-1] += f"[{name}]"
        else:
            joined.append(name)
    return joined


def _must(details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    if details["type"] in _COUNTS:
        words, name = _COUNTS[details["type"]]
        return f"{words} {context[name]} items"
    named = {name: words for name, words in _BOUNDS.items() if name in context}
    bounds = [f"{words} {_number(context[name])}" for name, words in named.items()]
    if bounds:
        return f"must be {' and '.join(bounds)}"
    if details["type"] == "value_error":
        return f"is not right: {context['error']}"
    said = details["msg"].removeprefix("Input should be ").rstrip(".")
    return f"must be {said}" if said != details["msg"].rstrip(".") else f"is not right: {said}"


def _number(bound: Any) -> str:
    return f"{bound:g}" if isinstance(bound, float) and abs(bound) < 1e6 else str(bound)


def _tables_of(model: type[BaseModel], name: str | int) -> frozenset[str]:
    """Return the names in a part of the model that hold tables."""
    part = _inner(model.model_fields[str(name)].annotation)
    if part is None:
        return frozenset()
    fields = part.model_fields.items()
    return frozenset(key for key, field in fields if _inner(field.annotation) is not None)


def _hint(key: str, model: type[BaseModel], place: Sequence[str | int]) -> str:
    known = _known(model, place)
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(key.casefold(), folded, n=1)
    if near:
        return f" Did you mean `{folded[near[0]]}`?"
    return f" There is: {', '.join(sorted(known)[:20])}." if known else ""


def _known(model: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """Return the keys that are known at a place of the model."""
    part: type[BaseModel] | None = model
    is_name = False  # the next step of the place is a name that the user chose
    for step in place:
        if is_name:
            is_name = False
            continue
        if part is None or str(step) not in part.model_fields:
            return []
        annotation = part.model_fields[str(step)].annotation
        is_name = typing.get_origin(annotation) in {dict, Mapping}
        part = _inner(annotation)
    return [] if part is None or is_name else list(part.model_fields)


def _inner(annotation: Any) -> type[BaseModel] | None:
    """Return the model in an annotation: Web, Web | None, dict[str, Zone]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if isinstance(annotation, types.UnionType) or typing.get_args(annotation):
        found = (_inner(part) for part in typing.get_args(annotation))
        return next((model for model in found if model is not None), None)
    return None
