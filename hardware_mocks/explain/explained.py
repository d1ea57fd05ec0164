"""What is found out about a wrong program."""

from __future__ import annotations

from dataclasses import dataclass

from makerkit.messages import Message

LONGEST_VALUE = 40
"""More characters of a value than this tell a beginner nothing."""
Param = str | int | float


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing to say about a program.

    Attributes:
        message: which words, with the program's own names and values.
        line: number of the program's line it is about, or None.
        code: that line without the spaces around it, or "".
        is_certain: False for a guess that may be right in another program.
    """

    message: Message
    line: int | None
    code: str
    is_certain: bool = True


def shown(value: object) -> str:
    """Return a value as Python writes it, cut where it is long."""
    try:
        text = repr(value)
    except Exception:  # somebody's own __repr__
        text = f"a {type(value).__name__}"
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
