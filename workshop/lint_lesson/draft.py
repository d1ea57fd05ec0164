"""A lesson as its author left it: all its files, read as far as they can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from makerkit.errors import BadInputError, MakerKitError
from makerkit.messages import Catalogue
from makerkit.wiring import Wiring, read_wiring
from workshop.course import PAGE, SKETCH, Course, Lesson
from workshop.lesson_text import Page, PageFault, inspect_page
from workshop.lesson_text.blocks import Block, Ingredient, inside, texts
from workshop.lesson_text.spans import Code, Spans, flat
from workshop.lint_lesson.fault import LintFault
from workshop.lint_lesson.teaching import Pages, pages_of, taught


@dataclass(frozen=True)
class Draft:
    """One lesson and the course around it.

    Attributes:
        course_pages: the pages of the course, where somebody has read them already.
    """

    lesson: Lesson
    course: Course
    course_pages: Pages | None = None

    @cached_property
    def _page_and_faults(self) -> tuple[Page | None, tuple[PageFault, ...]]:
        if not self.lesson.file(PAGE).is_file():
            return None, ()
        try:
            return inspect_page(self.lesson, self.course)
        except MakerKitError as error:
            return None, (PageFault(self.lesson.file(PAGE), 0, str(error)),)

    @property
    def page(self) -> Page | None:
        """The page as far as it can be read; None when it is not there."""
        return self._page_and_faults[0]

    @property
    def page_faults(self) -> tuple[PageFault, ...]:
        """What is wrong with the page itself."""
        return self._page_and_faults[1]

    @cached_property
    def wiring(self) -> Wiring | None:
        """The wiring; None when there is none, or when it cannot be used."""
        try:
            return read_wiring(self.lesson.wiring) if self.lesson.wiring else None
        except MakerKitError:
            return None

    @cached_property
    def messages(self) -> Catalogue:
        """The kit's messages and the lesson's own, as far as they can be used."""
        try:
            return Catalogue.of_the_kit(*self.lesson.messages)
        except BadInputError:
            return Catalogue.of_the_kit()

    @cached_property
    def own_messages(self) -> tuple[str, ...]:
        """The ids of the lesson's own messages."""
        try:
            return tuple(Catalogue(*self.lesson.messages))
        except BadInputError:
            return ()

    @cached_property
    def pages(self) -> Pages:
        """The pages of the whole course, as far as they can be read."""
        return pages_of(self.course) if self.course_pages is None else self.course_pages

    @cached_property
    def taught(self) -> frozenset[str]:
        """The names that this lesson and those before it teach."""
        own = {} if self.page is None else {self.lesson: self.page}
        return taught(self.lesson, self.course, {**self.pages, **own})

    @property
    def programs(self) -> tuple[Path, ...]:
        """The programs that are right: starter, solution, examples, and what is given."""
        lesson = self.lesson
        named = (lesson.starter, lesson.solution)
        return tuple(file for file in (*named, *lesson.examples, *lesson.given) if file.is_file())

    @property
    def speaks_of_sketches(self) -> bool:
        """Whether one of its programs is a sketch, so that its code words may be C++."""
        return any(file.suffix == SKETCH for file in self.programs)

    def wiring_line(self, part_id: str) -> int:
        """Return the line of the wiring file that a part stands on, 0 if it is not seen."""
        text = read_or_empty(self.lesson.wiring) if self.lesson.wiring else ""
        lines = enumerate(text.split("\n"), 1)
        return next((number for number, line in lines if f'"{part_id}"' in line), 0)

    def message_line(self, message_id: str) -> int:
        """Return the line of `messages.toml` that a message begins on, 0 if there is none."""
        for file in self.lesson.messages:
            for number, line in enumerate(read_or_empty(file).split("\n"), 1):
                if re.match(rf"\s*\[{re.escape(message_id)}\]", line):
                    return number
        return 0

    def texts(self) -> Iterator[tuple[Path, int, Spans]]:
        """Yield every text of the page with the file and line that it stands in."""
        if self.page is not None:
            yield from _texts(self.page.blocks, self.page.file)

    def code_words(self) -> Iterator[tuple[Path, int, str]]:
        """Yield what stands as code in the texts of the page and of the lesson's messages."""
        for file, line, spans in self.texts():
            for span in flat(spans):
                if isinstance(span, Code):
                    yield file, line, span.text
        for message_id in self.own_messages:
            for code in re.findall(r"`([^`]+)`", str(self.messages.template(message_id))):
                yield self.lesson.messages[0], self.message_line(message_id), code


def blocks_with_files(blocks: tuple[Block, ...], file: Path) -> Iterator[tuple[Path, Block]]:
    """Yield blocks and all that is inside them, each with the file it comes from."""
    for block in blocks:
        yield file, block
        inner = block.file if isinstance(block, Ingredient) else file
        for group in inside(block):
            yield from blocks_with_files(group, inner)


def _texts(blocks: tuple[Block, ...], file: Path) -> Iterator[tuple[Path, int, Spans]]:
    for here, block in blocks_with_files(blocks, file):
        for spans in texts(block):
            yield here, block.line, spans


def read_or_empty(file: Path) -> str:
    """Return a file's text; "" for one that is no text: others complain about that."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def fault(file: Path, line: int, text: str) -> LintFault:
    """Return something that must be changed."""
    return LintFault(file, line, text)


def warning(file: Path, line: int, text: str) -> LintFault:
    """Return something that should be looked at."""
    return LintFault(file, line, text, is_warning=True)
