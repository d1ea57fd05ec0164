"""The sheet's own words, apart from the lesson's."""

from __future__ import annotations

from dataclasses import dataclass

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ur"})


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a sheet says beside the lesson's text, in one language."""

    lesson: str = "Lesson"
    project: str = "Project"
    name: str = "Name"
    date: str = "Date"
    minutes: str = "minutes"
    goals: str = "Afterwards you can"
    parts: str = "What you need"
    wiring: str = "The wiring"
    task: str = "Task"
    done: str = "done"
    question: str = "Question"
    see: str = "What you will see"
    troubles: str = "When something is wrong"
    symptom: str = "What you see"
    remedy: str = "What to try"
    hints: str = "Hints: first think, then turn the page round"
    hint: str = "Hint"
    for_task: str = "for task"
    answers: str = "with answers"
    lines: str = "lines"


ENGLISH = SheetWords()


def direction(language: str) -> str:
    """Return "rtl" for a language that is written from right to left, else "ltr"."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
