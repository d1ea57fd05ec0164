"""What comes along when a program is copied: prompts, line numbers, HTML, marks of a chat."""

from __future__ import annotations

import re

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.source import Source
from hardware_mocks.explain.syntax.mask import masked

_ENTITIES = {
    "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&apos;": "'", "&#39;": "'",
    "&#x27;": "'", "&nbsp;": "a space", "&#34;": '"',
}  # fmt: skip
_NUMBERED = re.compile(r"\s*(\d+)(?:[.:)|]\s?|\s+|\t)(?=[A-Za-z_#@\"'\s]|$)")
_COMMAND = re.compile(
    r"\s*(?:\$ |[\w.-]+@[\w.-]+:.*\$ )?"
    r"(?:sudo|pip3?|python3?|cd|ls|apt|apt-get|git|\./maker|maker|nano|mkdir)"
    r"(?: +[\w./~-]+)+\s*$"
)


def pasted(source: Source, line: int | None) -> Explained | None:
    """Explain what does not belong to a program, at the line that Python cannot read."""
    for explain in (_prompt, _fence, _entity, _numbered_lines, _shell_command, _conflict):
        found = explain(source, line)
        if found is not None:
            return found
    return None


def _prompt(source: Source, line: int | None) -> Explained | None:
    for number, text in enumerate(masked(source.text).split("\n"), 1):
        for sign in (">>>", "In ["):
            if text.lstrip().startswith(sign):
                return source.tell("syntax.prompt", number, sign=sign)
        if number == line and re.match(r"\s*\.\.\.\s+\S", text):
            return source.tell("syntax.prompt", number, sign="...")
    return None


def _fence(source: Source, line: int | None) -> Explained | None:
    for number, text in enumerate(source.lines, 1):
        if text.strip().startswith("```"):
            return source.tell("syntax.markdown", number, sign="```")
    return None


def _entity(source: Source, line: int | None) -> Explained | None:
    for number, text in enumerate(masked(source.text).split("\n"), 1):
        for entity, sign in _ENTITIES.items():
            if entity in text:
                return source.tell("syntax.html", number, found=entity, instead=sign)
        tag = re.match(r"\s*</?(?:p|br|div|span|pre|code|html|body|b|li)\b[^>]*>", text)
        if tag:
            return source.tell("syntax.html_tag", number, found=tag[0].strip())
    return None


def _numbered_lines(source: Source, line: int | None) -> Explained | None:
    written = [text for text in source.lines if text.strip()]
    numbers = [int(found[1]) for text in written if (found := _NUMBERED.match(text))]
    if len(numbers) >= 2 and len(numbers) * 2 > len(written) and numbers == sorted(numbers):
        at = next(i for i, text in enumerate(source.lines, 1) if _NUMBERED.match(text))
        return source.tell("syntax.line_numbers", line or at, number=numbers[0])
    alone = re.match(r"\s*(\d+)[.:)]?\s+(?=from |import |while |def |if |for |\w+ ?=|\w+\()",
                     _raw(source, line))  # fmt: skip
    return source.tell("syntax.line_numbers", line, number=int(alone[1])) if alone else None


def _shell_command(source: Source, line: int | None) -> Explained | None:
    text = _raw(source, line)
    if not _COMMAND.match(text) or "=" in text:
        return None
    return source.tell("syntax.shell_command", line, command=text.strip().removeprefix("$ "))


def _conflict(source: Source, line: int | None) -> Explained | None:
    if re.match(r"(<{7}|={7}|>{7})", _raw(source, line)):
        return source.tell("syntax.merge_mark", line)
    return None


def _raw(source: Source, line: int | None) -> str:
    return source.lines[line - 1] if line and line <= len(source.lines) else ""
