"""A page's blocks as things that rich prints: well at 40 columns, at 80 and at 120.

What belongs together (a task, a hint, a question) has a bar beside it; a frame would take four
columns from the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from string import ascii_lowercase
from typing import TYPE_CHECKING

from rich.syntax import Syntax
from rich.table import Table as RichTable
from rich.text import Text

from workshop.lesson_text.blocks import (
    Block,
    Blocks,
    CodeInclude,
    Heading,
    Hint,
    Ingredient,
    ListBlock,
    Output,
    Paragraph,
    PrintOnly,
    Question,
    See,
    Shell,
    Table,
    Task,
    Trouble,
    WiringPicture,
)
from workshop.lesson_text.code_file import language_of
from workshop.lesson_text.spans import Code, Emphasis, Link, Pin, Spans, Strong, Words, plain

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from workshop.lesson_text.page import Page

WIDEST = 96
"""Longer lines are hard to read, however wide the terminal is."""
HINT_NAMES = {1: "a nudge", 2: "where to look", 3: "almost the line"}
_CODE, _PIN, _QUIET = "bold cyan", "bold yellow", "dim"
_WEIGHTS = {Strong: "bold", Emphasis: "italic", Link: "underline"}


class Barred:
    """Something with a bar along its left side."""

    def __init__(self, inner: RenderableType, style: str) -> None:
        self._inner = inner
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.segment import Segment

        bar = Segment("| " if options.ascii_only else "┃ ", console.get_style(self._style))
        narrower = options.update(width=max(options.max_width - 2, 1), height=None)
        for line in console.render_lines(self._inner, narrower, pad=False):
            yield bar
            yield from line
            yield Segment.line()


class TerminalPage:
    """Turns the blocks of a page into things to print.

    Args:
        wires: the wiring in words, one wire each; none for a lesson without parts.
        lesson: how to call the lesson in commands: "01" or "blink".
        shows_hints: whether hints are shown and not only announced.
        has_colours: without them code stands in backticks.
    """

    def __init__(
        self,
        *,
        wires: Sequence[str] = (),
        lesson: str = "",
        shows_hints: bool = False,
        has_colours: bool = True,
    ) -> None:
        self._wires = wires
        self._lesson = lesson
        self._shows_hints = shows_hints
        self._tick = "" if has_colours else "`"

    def top(self, page: Page) -> Iterator[RenderableType]:
        """Yield what stands above the first block: title, time, goals."""
        title = Text(page.title, style="bold underline")
        yield Text.assemble(title, (f"   {page.minutes} minutes", _QUIET))
        yield Text()
        yield Text("Afterwards you can:", style=_QUIET)
        for goal in page.goals:
            yield _item("•", [self.words_of(goal)])
        yield Text()

    def blocks(self, blocks: Iterable[Block]) -> Iterator[RenderableType]:
        """Yield what a screen shows of blocks, with a blank line behind each but headings."""
        for is_hint, group in groupby(flattened(blocks), key=lambda b: isinstance(b, Hint)):
            if is_hint and not self._shows_hints:
                yield self._folded([hint for hint in group if isinstance(hint, Hint)])
                yield Text()
                continue
            for block in group:
                yield from self.block(block)
                if not isinstance(block, Heading):
                    yield Text()

    def block(self, block: Block) -> Iterator[RenderableType]:
        """Yield one block."""
        match block:
            case Heading():
                style = "bold magenta" if block.level == 2 else "bold"
                yield self.words(block.spans, style)
            case Paragraph():
                yield self.words(block.spans)
            case ListBlock():
                yield from self._list(block)
            case Table():
                yield self._table(block)
            case Shell():
                yield _shell(block)
            case Output():
                yield Barred(Text(block.text), _QUIET)
            case CodeInclude():
                yield _code_title(block)
                yield _code(block)
            case WiringPicture():
                yield from self._wiring()
            case Question():
                yield self.question(block)
            case _:
                yield from self._barred(block)

    def question(self, question: Question) -> RenderableType:
        """Return a question with its answers, lettered."""
        answers = (
            _item(f"{letter})", [self.words(choice.spans)])
            for letter, choice in zip(ascii_lowercase, question.choices, strict=False)
        )
        return self._bar("Question", "blue", [*self._inner(question.blocks), Text(), *answers])

    def _barred(self, block: Block) -> Iterator[RenderableType]:
        match block:
            case Task():
                yield self._bar(f"Task {block.number}", "green", self._inner(block.blocks))
            case Hint():
                title = f"Hint {block.level}: {HINT_NAMES[block.level]}"
                yield self._bar(title, "yellow", self._inner(block.blocks))
            case Trouble():
                title = f"Trouble? {plain(block.symptom)}"
                yield self._bar(title, "red", self._inner(block.blocks))
            case See():
                yield self._bar("What you will see", "cyan", self._inner(block.blocks))

    def _bar(self, title: str, colour: str, inner: Iterable[RenderableType]) -> RenderableType:
        from rich.console import Group

        return Barred(Group(Text(title, style=f"bold {colour}"), *inner), colour)

    def _inner(self, blocks: Blocks) -> list[RenderableType]:
        """Return the blocks inside another one, without a blank line behind the last."""
        return list(self.blocks(blocks))[:-1]

    def _list(self, block: ListBlock) -> Iterator[RenderableType]:
        for place, item in enumerate(block.items):
            sign = "•" if block.first is None else f"{block.first + place}."
            yield _item(sign, self._inner(item))

    def _folded(self, hints: list[Hint]) -> RenderableType:
        """Say that there is help, without giving it away."""
        count = "1 hint" if len(hints) == 1 else f"{len(hints)} hints"
        how = "press h in `./maker watch`, or type"
        command = f"./maker read {self._lesson} --hints"
        return self.words_of(f"{count}: {how} `{command}`.", _QUIET)

    def _wiring(self) -> Iterator[RenderableType]:
        if self._wires:
            yield Text("The wires, one by one:", style=_QUIET)
        for number, wire in enumerate(self._wires, 1):
            yield _item(f"{number}.", [self.words_of(wire)])
        yield self.words_of(f"The picture: `./maker wire {self._lesson} --png wiring.png`", _QUIET)

    def words(self, spans: Spans, style: str = "") -> Text:
        """Return a text with its code, pins and weights set off."""
        text = Text(style=style)
        for span in spans:
            match span:
                case Code():
                    text.append(f"{self._tick}{span.text}{self._tick}", _CODE)
                case Pin():
                    text.append(span.gpio, _PIN)
                case Strong() | Emphasis() | Link():
                    text.append_text(self.words(span.spans, _WEIGHTS[type(span)]))
                case _:
                    text.append(span.text)
        return text

    def words_of(self, text: str, style: str = "") -> Text:
        """Return a plain text whose code stands in backticks."""
        pieces = text.split("`")
        spans = (Code(it) if place % 2 else Words(it) for place, it in enumerate(pieces))
        return self.words(tuple(spans), style)

    def _table(self, block: Table) -> RenderableType:
        from rich import box

        table = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
        for cell in block.head:
            table.add_column(self.words(cell))
        for row in block.rows:
            table.add_row(*(self.words(cell) for cell in row))
        return table


def together(blocks: Iterable[Block]) -> Iterator[Blocks]:
    """Yield blocks in groups that belong on one screen: a heading and what is below, hints."""
    group: list[Block] = []
    for block in flattened(blocks):
        is_next_hint = isinstance(block, Hint) and group and isinstance(group[-1], Hint)
        if group and not isinstance(group[-1], Heading) and not is_next_hint:
            yield tuple(group)
            group.clear()
        group.append(block)
    yield tuple(group)


def flattened(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield what a screen shows: what is in ingredients, and not what is for paper only."""
    for block in blocks:
        if isinstance(block, Ingredient):
            yield from flattened(block.blocks)
        elif not isinstance(block, PrintOnly):
            yield block


def _item(sign: str, inner: Sequence[RenderableType]) -> RenderableType:
    from rich.console import Group

    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(sign, Group(*inner))
    return grid


def _shell(block: Shell) -> Text:
    commands = block.text.split("\n")
    lines = (Text.assemble(("  $ ", _QUIET), (command, "bold green")) for command in commands)
    return Text("\n").join(lines)


def _code_title(block: CodeInclude) -> Text:
    lines = (
        f"line {block.first}" if block.first == block.last else f"lines {block.first}-{block.last}"
    )
    return Text(f"{block.file}, {lines}", style=_QUIET)


def _code(block: CodeInclude) -> RenderableType:
    return Syntax(
        block.text,
        language_of(block.file),
        theme="ansi_dark",
        background_color="default",
        line_numbers=True,
        start_line=block.first,
        word_wrap=True,
    )
