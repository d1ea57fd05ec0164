"""What a page consists of: headings, tasks, hints, code, and how to walk through them.

Every block knows the line of the file that it begins on, for messages to authors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop.lesson_text.spans import Spans, plain


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 2 or more, the title is 1."""

    spans: Spans
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    spans: Spans
    line: int


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; `first` is the number of its first item, None for a list without numbers."""

    items: tuple[Blocks, ...]
    first: int | None
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as `head`."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Shell:
    """Commands to type, one a line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Output:
    """What a program prints, or any other text that keeps its lines."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class CodeInclude:
    """Lines of a file of the lesson, included by reference.

    Attributes:
        file: name in the lesson's folder: "starter.py".
        text: the lines, without a line end behind the last one.
        first: number of the first line shown.
    """

    file: str
    text: str
    first: int
    line: int

    @property
    def last(self) -> int:
        """Number of the last line shown."""
        return self.first + self.text.count("\n")


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do; numbered from 1 through the page."""

    number: int
    blocks: Blocks
    line: int


@dataclass(frozen=True, slots=True)
class Hint:
    """Help with a task.

    Attributes:
        level: 1 a nudge, 2 where to look, 3 almost the line.
        message_id: the message of a check that it belongs to, or None.
        task: number of the task before it (or around it), 0 before the first one.
    """

    level: int
    blocks: Blocks
    message_id: str | None
    task: int
    line: int

    @property
    def text(self) -> str:
        """The hint as plain text, its code in backticks."""
        return plain_text(self.blocks)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What may go wrong on a real bench: the symptom, and the remedy in the blocks."""

    symptom: Spans
    blocks: Blocks
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose, and what is said to who chooses it."""

    spans: Spans
    is_right: bool
    feedback: Spans


@dataclass(frozen=True, slots=True)
class Question:
    """A question with answers to choose from; at least one is right."""

    blocks: Blocks
    choices: tuple[Choice, ...]
    line: int


@dataclass(frozen=True, slots=True)
class See:
    """What there is to be seen when the program runs."""

    blocks: Blocks
    line: int


@dataclass(frozen=True, slots=True)
class PrintOnly:
    """What stands on the worksheet only."""

    blocks: Blocks
    line: int


@dataclass(frozen=True, slots=True)
class WiringPicture:
    """Where the picture of the lesson's wiring stands."""

    line: int


@dataclass(frozen=True, slots=True)
class Ingredient:
    """What comes from a file of its own; the lines of its blocks are those of `file`."""

    file: Path
    blocks: Blocks
    line: int


Block = (
    Heading
    | Paragraph
    | ListBlock
    | Table
    | Shell
    | Output
    | CodeInclude
    | Task
    | Hint
    | Trouble
    | Question
    | See
    | PrintOnly
    | WiringPicture
    | Ingredient
)
Blocks = tuple[Block, ...]


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and all that is inside them, in the order of the page."""
    for block in blocks:
        yield block
        for inner in inside(block):
            yield from walk(inner)


def inside(block: Block) -> tuple[Blocks, ...]:
    """Return the groups of blocks that a block holds."""
    if isinstance(block, ListBlock):
        return block.items
    if isinstance(block, Task | Hint | Trouble | Question | See | PrintOnly | Ingredient):
        return (block.blocks,)
    return ()


def texts(block: Block) -> tuple[Spans, ...]:
    """Return the texts of a block itself, without those of the blocks inside it."""
    if isinstance(block, Heading | Paragraph):
        return (block.spans,)
    if isinstance(block, Trouble):
        return (block.symptom,)
    if isinstance(block, Table):
        return tuple(cell for row in (block.head, *block.rows) for cell in row)
    if isinstance(block, Question):
        return tuple(spans for choice in block.choices for spans in (choice.spans, choice.feedback))
    return ()


def plain_text(blocks: Blocks) -> str:
    """Return blocks as plain text: paragraphs, the items of lists, code as it is."""
    found = []
    for block in walk(blocks):
        found += [plain(spans) for spans in texts(block)]
        if isinstance(block, Shell | Output | CodeInclude):
            found.append(block.text)
    return "\n".join(found)
