"""Files that cannot be run: not there, no text, no Python, nothing in them."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.source import Source
from hardware_mocks.explain.syntax import explain_text, syntax_error_in
from makerkit.messages import Message

SKETCH = ".ino"
MOST_BYTES = 1_000_000
"""A program of a thousand lines has some 30,000 bytes."""
_KINDS = (
    (b"PK\x03\x04", "file.word_document"),
    (b"\xd0\xcf\x11\xe0", "file.word_document"),
    (b"{\\rtf", "file.rtf"),
    (b"%PDF", "file.pdf"),
    (b"\x89PNG", "file.picture"),
    (b"\xff\xd8\xff", "file.picture"),
    (b"GIF8", "file.picture"),
)
"""How files begin that are no programs."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def explain_file(path: Path) -> Explained | None:
    """Say why a file cannot be run, without running it.

    Args:
        path: what the student calls a program.

    Returns:
        What is wrong, or None for a program that Python can read.
    """
    if path.is_dir():
        return _tell("file.is_folder", path)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return _tell("file.too_large", path, megabytes=f"{size / 1e6:.1f}")
        data = path.read_bytes()
    except FileNotFoundError:
        return _tell("file.gone", path)
    except OSError as error:
        return _tell("file.unreadable", path, reason=error.strerror or str(error))
    return _no_text(data, path) or _no_such_program(data.decode("utf-8-sig"), path)


def explain_syntax_error(error: SyntaxError, path: Path) -> Explained:
    """Say what is wrong in a file that Python cannot read.

    Args:
        error: what Python raised.
        path: the program; the error may name another of the student's files.
    """
    file = Path(error.filename) if error.filename and Path(error.filename).is_file() else path
    found = explain_file(file) if file.is_file() else None
    return found or explain_text(Source.of(file), error)


def _no_text(data: bytes, path: Path) -> Explained | None:
    for begin, message_id in _KINDS:
        if data.startswith(begin):
            return _tell(message_id, path)
    if data.startswith(_UTF16) or (len(data) > 3 and data[1::2].count(0) * 3 > len(data)):
        return _tell("file.utf16", path)
    if b"\0" in data:
        return _tell("file.binary", path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _tell("file.not_utf8", path, line=line, number=line)
    return None


def _no_such_program(text: str, path: Path) -> Explained | None:
    return _no_sketch(text, path) if path.suffix == SKETCH else _no_program(text, path)


def _no_sketch(text: str, path: Path) -> Explained | None:
    """Say why a text cannot even be given to the compiler; the rest is found by building it."""
    if not text.strip():
        return _tell("sketch.empty", path)
    if _is_web_page(text):
        return _tell("file.web_page", path)
    from hardware_mocks.explain.sketch.python_words import looks_like_python

    return _tell("sketch.is_python", path) if looks_like_python(text) else None


def _no_program(text: str, path: Path) -> Explained | None:
    if not text.strip():
        return _tell("file.empty", path)
    if _is_web_page(text):
        return _tell("file.web_page", path)
    if _is_notebook(text):
        return _tell("file.notebook", path)
    if re.search(r"^\s*void\s+(setup|loop)\s*\(", text, re.MULTILINE):
        return _tell("file.arduino", path)
    source = Source(text.replace("\r\n", "\n").replace("\r", "\n"))
    error = syntax_error_in(source)
    if error is not None:
        return explain_text(source, error)
    if source.tree is not None and all(_is_text(line) for line in source.tree.body):
        return _tell("file.only_comments", path)
    return None


def _is_text(line: ast.stmt) -> bool:
    """Whether a line is only a text that nobody uses, as a description at the top is."""
    value = line.value if isinstance(line, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def _is_web_page(text: str) -> bool:
    return bool(re.match(r"\s*<(!doctype html|html|\?xml|svg)", text, re.IGNORECASE))


def _is_notebook(text: str) -> bool:
    if not text.lstrip().startswith("{"):
        return False
    try:
        return "cells" in json.loads(text)
    except ValueError:
        return False


def _tell(
    message_id: str, path: Path, *, line: int | None = None, **params: str | int
) -> Explained:
    return Explained(Message(message_id, {"file": path.name, **params}), line, "")
