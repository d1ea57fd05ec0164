"""Says what is wrong with a TOML file in words for who has typed it, with the line itself."""

import re
import tomllib

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_TWICE = re.compile(r"Cannot (?:declare|overwrite).*?(\('.*?'\))? ?twice")
_CURLY = "“”„‟«»\u2018\u2019\u201a"
"""Quotes that a word processor or a telephone writes in the place of straight ones."""


def fault_in_words(error: tomllib.TOMLDecodeError, text: str) -> str:
    """Return one or two sentences: what the reader said, the line, and what to try.

    Args:
        error: what the reader of TOML said.
        text: of the whole file.
    """
    said = _TWICE.sub(_stands_twice, str(error))
    place = _PLACE.search(said)
    lines = text.splitlines()
    if place is None or int(place[1]) > len(lines):
        return f"{said}."
    line = lines[int(place[1]) - 1].strip()
    return f"{said}: {line}{_hint(line)}"


def _stands_twice(match: re.Match[str]) -> str:
    names = re.findall(r"'(.*?)'", match[1] or "")
    return f"[{'.'.join(names)}] stands there twice" if names else match[0]


def _hint(line: str) -> str:
    if any(each.isdecimal() and not each.isascii() for each in line):
        return "\nWrite numbers with the digits 0 to 9."
    if any(each in _CURLY for each in line):
        return '\nWrite straight quotes: "like these".'
    return ""
