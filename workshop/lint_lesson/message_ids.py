"""Messages: every id has its text, every text is used, every mistake says what it expects."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from makerkit.errors import BadInputError
from makerkit.messages import Catalogue
from makerkit.wiring.faults import nearest, shown
from workshop.course import SKETCH
from workshop.lint_lesson.draft import Draft, fault, read_or_empty, warning
from workshop.lint_lesson.fault import LintFault

_PLACE_OF_ID = {"when": 1, "note": 1, "if_error": 1, "unless": 1, "fail": 0}
"""Which argument of `say.when(...)` and its like is the id."""
EXPECT = re.compile(r"(#|//)\s*expect:\s*(\S+)\s*")


class SaidId(NamedTuple):
    """An id that a check says, on which line, and by which word: "when", "note", ..."""

    id: str
    line: int
    verb: str = ""


def faulty_catalogue(draft: Draft) -> Iterator[LintFault]:
    """Find a `messages.toml` that is no catalogue, or that has an id of the kit's own."""
    for file in draft.lesson.messages:
        try:
            Catalogue.of_the_kit(file)
        except BadInputError as error:
            yield fault(file, 0, str(error).removeprefix(f"{file}: "))


def ids_without_text(draft: Draft) -> Iterator[LintFault]:
    """Find ids in the check and in hints that no catalogue has a text for."""
    for said in ids_said_by(read_or_empty(draft.lesson.check)):
        if said.id not in draft.messages:
            yield fault(draft.lesson.check, said.line, _no_text(draft, said.id))
    for hint in draft.page.hints if draft.page else ():
        if hint.message_id is not None and hint.message_id not in draft.messages:
            assert draft.page is not None
            yield fault(draft.page.file, hint.line, _no_text(draft, hint.message_id))


def texts_never_used(draft: Draft) -> Iterator[LintFault]:
    """Find messages of the lesson that its check never says, or that no mistake shows."""
    check = read_or_empty(draft.lesson.check)
    said = strings_in(check)
    noted = {each.id for each in ids_said_by(check) if each.verb == "note"}
    shown_by_mistakes = {expected_id(file) for file in draft.lesson.mistakes}
    for message_id in draft.own_messages:
        file, line = draft.lesson.messages[0], draft.message_line(message_id)
        if message_id not in said:
            yield fault(file, line, f"The check never says {message_id}.")
        elif message_id not in shown_by_mistakes | noted:  # a note is for what passes
            yield warning(file, line, f"No program in mistakes/ shows {message_id}.")


def mistakes_without_their_id(draft: Draft) -> Iterator[LintFault]:
    """Find wrong programs that do not say which message they get, or a wrong one."""
    for file in draft.lesson.mistakes:
        message_id = expected_id(file)
        if message_id is None:
            sign = _comment_sign(file)
            text = f"The first line must be `{sign} expect: message.id`: what this mistake gets."
            yield fault(file, 1, text)
        elif message_id not in draft.messages:
            yield fault(file, 1, _no_text(draft, message_id))


def expected_id(mistake: Path) -> str | None:
    """Return the id that a wrong program says it gets, or None."""
    found = EXPECT.fullmatch(read_or_empty(mistake).partition("\n")[0].rstrip("\r"))
    return found[2] if found and found[1] == _comment_sign(mistake) else None


def _comment_sign(file: Path) -> str:
    return "//" if file.suffix == SKETCH else "#"


def ids_said_by(source: str) -> Iterator[SaidId]:
    """Yield the ids in calls such as `say.when(predicate, "blink.no_sleep")`."""
    for node in _nodes(source):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner, verb = node.func.value, node.func.attr
        place = _PLACE_OF_ID.get(verb)
        if place is None or not isinstance(owner, ast.Name) or owner.id != "say":
            continue
        argument = node.args[place] if len(node.args) > place else None
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield SaidId(argument.value, argument.lineno, verb)


def strings_in(source: str) -> frozenset[str]:
    """Return every text constant of a program."""
    return frozenset(
        node.value
        for node in _nodes(source)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _nodes(source: str) -> Iterator[ast.AST]:
    try:
        yield from ast.walk(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return


def _no_text(draft: Draft, message_id: str) -> str:
    topic = message_id.partition(".")[0]  # those of the lesson's own topic are the likeliest
    like = nearest(message_id, sorted(draft.messages, key=lambda known: topic not in known))
    more = f" Did you mean {shown(like)}?" if like else ""
    return f"No catalogue has a text for {shown(message_id)}.{more}"
