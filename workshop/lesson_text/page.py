"""A lesson's page as a value: what its front matter says, and its blocks in order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from workshop.lesson_text.blocks import Blocks, Hint, Question, Task, Trouble, walk

_B = TypeVar("_B")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the two `---` at the top of a page.

    Attributes:
        needs: ids of lessons to be done before.
        goals: what a student can do afterwards, each beginning with a verb.
        teaches: the names that are new here: "LED", "sleep".
        level: 1 easy to 3 hard.
    """

    id: str
    title: str
    minutes: int
    goals: tuple[str, ...]
    needs: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    parts: str = "auto"
    level: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page.

    Example:
        >>> page = read_page(Course.of_the_kit().lesson("blink"))
        >>> page.title, [task.number for task in page.tasks]
        ('Blink', [1, 2, 3])
    """

    file: Path
    about: FrontMatter
    blocks: Blocks

    @property
    def id(self) -> str:
        """The lesson's id, by which others need it."""
        return self.about.id

    @property
    def title(self) -> str:
        """The title."""
        return self.about.title

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.about.minutes

    @property
    def goals(self) -> tuple[str, ...]:
        """What a student can do afterwards."""
        return self.about.goals

    @property
    def teaches(self) -> tuple[str, ...]:
        """The names that are new here."""
        return self.about.teaches

    @property
    def needs(self) -> tuple[str, ...]:
        """Ids of lessons to be done before."""
        return self.about.needs

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks, in order."""
        return self.every(Task)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The hints, in the order of the page."""
        return self.every(Hint)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in order."""
        return self.every(Question)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What may go wrong, in order."""
        return self.every(Trouble)

    def every(self, kind: type[_B]) -> tuple[_B, ...]:
        """Return the blocks of one kind, also those inside others."""
        return tuple(block for block in walk(self.blocks) if isinstance(block, kind))
