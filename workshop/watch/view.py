"""What the screen of `maker watch` shows, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text

from workshop.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Page:
    """Something that takes the whole screen: a hint, the list, the wiring, the solution.

    Attributes:
        draw: gives its lines for a width in columns.
        scroll: how many of its lines have gone up.
        keys: the keys that do something there, each with what it does.
    """

    title: str
    draw: Callable[[int], list[Text]]
    scroll: int = 0
    keys: tuple[tuple[str, str], ...] = (("Esc", "back"),)


@dataclass(frozen=True, slots=True)
class View:
    """Everything on the screen.

    Attributes:
        title: "01 Blink".
        profile: whose work it is.
        done: how many lessons of the course are done, of `total`.
        set_up: lines about the computer, for the first lesson: each with "pass" or "fail".
        verdict: of the last check; None before the first one.
        is_checking: whether a check runs now.
        is_hint_offered: whether somebody is stuck.
        file: the student's file, as it can be typed.
        remark: something to be told for a moment.
        trouble: why progress is not kept, or "".
        question: something to be answered by y or n, or "".
        has_next: whether a lesson follows this one.
        page: what stands in place of the sentences.
    """

    title: str
    profile: str
    done: int
    total: int
    file: str
    set_up: tuple[tuple[str, str], ...] = ()
    verdict: Verdict | None = None
    is_checking: bool = False
    is_hint_offered: bool = False
    remark: str = ""
    trouble: str = ""
    question: str = ""
    has_next: bool = True
    page: Page | None = None
