"""The argument LESSON of the commands, with completion by the Tab key."""

from contextlib import suppress
from typing import Any

import click
from click.shell_completion import CompletionItem

from makerkit.errors import MakerKitError

HOW = "./maker"
"""How a student types this command."""


class LessonName(click.ParamType[str]):
    """A lesson by number, name or part of it; where `or_file`, a program's file as well."""

    name = "LESSON"

    def __init__(self, *, or_file: bool = False) -> None:
        self._or_file = or_file

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,  # noqa: ARG002 - same
    ) -> str:
        """Return the text: which lesson it means is found out by the course."""
        return str(value)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        param: click.Parameter,  # noqa: ARG002 - same
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the lessons whose number or name begins so."""
        names: list[str] = []
        with suppress(MakerKitError):
            from workshop.course import Course

            course = Course.of_the_kit()
            names = [lesson.name for lesson in (*course.lessons, *course.projects)]
        found = [
            name
            for name in names
            if name.startswith(incomplete) or name.partition("_")[2].startswith(incomplete)
        ]
        files = [CompletionItem(incomplete, type="file")] if self._or_file and not found else []
        return [*map(CompletionItem, found), *files]
