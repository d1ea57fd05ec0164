"""Which hint comes next: a nudge, where to look, almost the line; the last one after a try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from workshop.learning_state import LessonState

LAST_LEVEL = 3
FAILURES_TO_OFFER = 3
"""After so many failures with the same message a hint is offered."""
NO_HINTS = "This lesson has no hints. Read its page: type `./maker read {lesson}`."
TRY_FIRST = "The last hint comes after you have tried. Change your file, save it, then ask again."


class PageHint(Protocol):
    """A hint as a lesson's page has it."""

    @property
    def level(self) -> int:
        """1 a nudge, 2 where to look, 3 almost the line."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def message_id(self) -> str | None:
        """The message of a check that it belongs to, or None."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown to somebody who asks for a hint; `level` is 0 where there is none."""

    level: int
    texts: tuple[str, ...]


def next_hint(hints: Sequence[PageHint], state: LessonState, lesson: str) -> Shown:
    """Return the hint after those that were shown already; at the end, the last one again.

    A hint made for one message of the check is shown to those who got it; where somebody is stuck
    there, it comes before all others.
    """
    stuck = _hints_for(hints, state)
    if stuck is not None:
        return stuck
    fitting = [hint for hint in hints if hint.message_id in {None, state.failing_id}]
    levels = sorted({hint.level for hint in fitting})
    if not levels:
        return Shown(0, (NO_HINTS.format(lesson=lesson),))
    level = next((level for level in levels if level > state.hint_level), levels[-1])
    if level >= LAST_LEVEL and not state.has_failed:
        return Shown(0, (TRY_FIRST,))
    return Shown(level, tuple(hint.text for hint in fitting if hint.level == level))


def is_offered(state: LessonState) -> bool:
    """Tell whether somebody failed so often in the same way that a hint may help."""
    return state.failures_in_row >= FAILURES_TO_OFFER


def _hints_for(hints: Sequence[PageHint], state: LessonState) -> Shown | None:
    if not is_offered(state) or state.failing_id is None:
        return None
    made_for = sorted(
        (hint for hint in hints if hint.message_id == state.failing_id), key=lambda hint: hint.level
    )
    if not made_for:
        return None
    chosen = next((hint for hint in made_for if hint.level > state.hint_level), made_for[-1])
    return Shown(min(chosen.level, LAST_LEVEL), (chosen.text,))
