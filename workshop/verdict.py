"""What a check found, as `maker check` and `maker watch` show it: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from makerkit.messages import Text

if TYPE_CHECKING:
    from makerkit.trace import Trace

PASSED, FAILED, WAITING = "pass", "fail", "waiting"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that the program is to do; `status` is "pass", "fail" or "waiting"."""

    words: str
    status: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found.

    Attributes:
        sentences: all of them, in order; at most one has failed.
        score: share of the points, 0.0 to 1.0.
        text: what is wrong and what to try; None when all passed.
        message_id: id of that text, None when all passed.
        line: number of the student's line that it is about, None where there is no such line.
        code: that line.
        prints: what the program had printed.
        trace: what happened in the last run, None where nothing ran.
        note: what there is to say though all passed, or None; `note_line` is the line it means.
    """

    sentences: tuple[Sentence, ...] = ()
    score: float = 0.0
    text: Text | None = None
    message_id: str | None = None
    line: int | None = None
    code: str = ""
    prints: tuple[str, ...] = ()
    trace: Trace | None = None
    note: Text | None = None
    note_line: int | None = None

    @property
    def is_passed(self) -> bool:
        """Whether nothing is left to do."""
        return self.text is None and all(each.status == PASSED for each in self.sentences)

    @property
    def waiting(self) -> int:
        """How many sentences have not been looked at."""
        return sum(each.status == WAITING for each in self.sentences)
