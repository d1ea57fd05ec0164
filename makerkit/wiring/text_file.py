"""Text that people wrote, read with a word about everything that can be wrong with it."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from makerkit.errors import BadInputError, NotThereError

# The largest wiring of the course has 20 kB; a megabyte is some other file.
MAX_BYTES = 1_000_000

_JSON_REASONS = {
    "Expecting ',' delimiter": "a comma or a closing bracket is missing before this",
    "Expecting ':' delimiter": "a colon is missing between the name and its value",
    "Expecting property name": 'a name in "double quotes" must stand here '
    "(or the comma before it is one too many)",
    "Illegal trailing comma": "this comma is one too many",
    "Expecting value": 'a value must stand here: "text", a number, true, false, [...] or {...}',
    "Extra data": "the file should have ended before this",
    "Unterminated string": "the text that begins here has no closing quote",
    "Invalid control character": "the text has no closing quote on its line",
    "Invalid \\": 'after \\ only " \\ / b f n r t or u0000 can stand',
}


class JsonObject(dict[str, object]):
    """A JSON object that remembers which of its names stood there more than once."""

    repeated: tuple[str, ...] = ()


def read_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a file.

    Raises:
        NotThereError: there is no such file.
        BadInputError: it is a folder, cannot be opened, is too large, or is not UTF-8 text.
    """
    file = Path(path)
    try:
        if file.exists() and not file.is_file():
            raise BadInputError(f"{file} is not a file.")
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise NotThereError(f"There is no file {file}.") from error
    except OSError as error:
        raise BadInputError(f"{file} cannot be read: {error.strerror}.") from error
    return decode_text(raw, str(file))


def decode_text(raw: bytes, source: str) -> str:
    """Return bytes as text, without the mark that some editors put at the start.

    Raises:
        BadInputError: they are too many, none, or not UTF-8.
    """
    if len(raw) > MAX_BYTES:
        raise BadInputError(
            f"{source} is larger than {MAX_BYTES / 1e6:g} MB. Is it the right file?"
        )
    if not raw.strip():
        raise BadInputError(f"{source} is empty.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInputError(
            f"{source}, line {line}: byte 0x{raw[error.start]:02x} is not UTF-8 text. "
            f"Save the file as UTF-8."
        ) from error


def parse_json(text: str, source: str) -> object:
    """Return what a JSON text says; its objects are `JsonObject`.

    Raises:
        BadInputError: with line, column and what stands there.
    """
    try:
        value: object = json.loads(text, object_pairs_hook=_remember_repeated)
    except json.JSONDecodeError as error:
        reason = _json_reason(error)
        raise BadInputError(
            syntax_message(source, text, error.lineno, error.colno, reason)
        ) from error
    except RecursionError as error:
        raise BadInputError(f"{source} has brackets inside brackets too deep to read.") from error
    except ValueError as error:
        raise BadInputError(f"{source} has a number of thousands of digits.") from error
    return value


def syntax_message(source: str, text: str, line: int, column: int, reason: str) -> str:
    """Return a message that shows the line of the fault and points at the column."""
    lines = text.split("\n")
    code = lines[line - 1] if line <= len(lines) else ""
    start = max(0, column - 40)
    window = "".join(c if c.isprintable() else " " for c in code[start : column + 40])
    message = f"{source}, line {line}, column {column}: {reason}."
    if not window.strip():
        return message
    return f"{message}\n  {window}\n  {' ' * (column - 1 - start)}^"


def _json_reason(error: json.JSONDecodeError) -> str:
    here = error.doc[error.pos : error.pos + 2]
    if not here.strip():
        return "the file ends before its last bracket is closed"
    if here in {"//", "/*"} or here.startswith("#"):
        return "JSON has no comments"
    if here.startswith("'"):
        return 'texts stand in "double quotes"'
    for begin, reason in _JSON_REASONS.items():
        if error.msg.startswith(begin):
            return reason
    return error.msg


def _remember_repeated(pairs: list[tuple[str, object]]) -> JsonObject:
    found = JsonObject(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        found.repeated = tuple(name for name in found if times[name] > 1)
    return found
