"""A lesson's page as the HTML of its worksheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from workshop.lesson_text.blocks import (
    Block,
    Blocks,
    Choice,
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
    walk,
)
from workshop.lesson_text.page import Page
from workshop.lesson_text.spans import plain
from workshop.worksheet.markup import Markup, joined, tag
from workshop.worksheet.text import code, output, shell, table, text, text_of
from workshop.worksheet.words import ENGLISH, SheetWords, direction

LINES_TO_WRITE_ON = 2
MOST_WIRES_OF_A_SMALL_PICTURE = 9


@dataclass(frozen=True)
class Worksheet:
    """What goes onto one sheet.

    Attributes:
        number: of the lesson, "" for a project.
        name: of the lesson's folder; it stands in the footer.
        course: title of the course.
        parts: the parts list, one line each.
        picture: the wiring as SVG, "" for a lesson without parts.
        wires: its wires in words, in the order of their numbers in the picture.
        language: of the page: "en".
        has_answers: whether the right answers are marked, for instructors.
    """

    page: Page
    number: str = ""
    name: str = ""
    course: str = ""
    parts: Sequence[str] = ()
    picture: str = ""
    wires: Sequence[str] = ()
    language: str = "en"
    words: SheetWords = ENGLISH
    has_answers: bool = False

    @property
    def title(self) -> str:
        """The title with the lesson's number, for the footer and the PDF."""
        return " · ".join(filter(None, (self.name, self.page.title)))

    def html(self, styles: str) -> str:
        """Return the whole document."""
        head = tag("head", tag("title", self.title), tag("style", Markup(styles)))
        body = tag("body", *self._top(), *self.blocks(self.page.blocks), *self._end())
        language = {"lang": self.language, "dir": direction(self.language)}
        return f"<!DOCTYPE html>{tag('html', head, body, **language)}"

    # --- above and below the text

    def _top(self) -> Iterator[Markup]:
        words = self.words
        kind = f"{words.lesson} {self.number}" if self.number else words.project
        fields = (
            tag("span.field", f"{label}", tag("span.blank")) for label in (words.name, words.date)
        )
        answers = f" · {words.answers}" if self.has_answers else ""
        yield tag("p.course", tag("span.left", self.course, answers), tag("span.fields", *fields))
        time = tag("span.minutes", f"{self.page.minutes} {words.minutes}")
        yield tag("div.kind", kind, time)
        yield tag("h1", self.page.title)
        yield tag("p.footer", self._footer())
        goals = tag("ul", *(tag("li", text_of(goal)) for goal in self.page.goals))
        yield tag("div.aims", self._box(words.goals, goals), self._parts())
        if self.picture and not self.page.every(WiringPicture):
            yield joined(tag("h2", words.wiring), self._picture())

    def _footer(self) -> str:
        """Return the footer; a folder's name keeps its direction beside a title of any script."""
        name = f"\N{LEFT-TO-RIGHT ISOLATE}{self.name}\N{POP DIRECTIONAL ISOLATE}"
        is_turned = direction(self.language) == "rtl"
        return self.title.replace(self.name, name) if is_turned else self.title

    def _parts(self) -> Markup:
        if not self.parts:
            return Markup("")
        rows = [tag("li", _tick(), tag("bdi", part)) for part in self.parts]
        half = (len(rows) + 1) // 2  # WeasyPrint's own columns in a flex box leave a gap below
        columns = (tag("ul.parts", *part) for part in (rows[:half], rows[half:]))
        return self._box(self.words.parts, tag("div.columns", *columns))

    def _box(self, title: str, inside: Markup) -> Markup:
        return tag("div.box", tag("p.label", title), inside)

    def _picture(self) -> Markup:
        if not self.picture:
            return Markup("")
        wires = (tag("li", _tick(), tag("bdi", wire)) for wire in self.wires)
        picture = tag("div.picture", Markup(self.picture), dir="ltr")
        is_large = len(self.wires) > MOST_WIRES_OF_A_SMALL_PICTURE
        return tag(
            "div.wiring.large" if is_large else "div.wiring", picture, tag("ol.wires", *wires)
        )

    def _end(self) -> Iterator[Markup]:
        words, troubles = self.words, self.page.troubles
        hints = [hint for hint in self.page.hints if hint.message_id is None]
        if troubles:
            head = tag("tr", tag("th", words.symptom), tag("th", words.remedy))
            rows = (
                tag("tr", tag("td", text(it.symptom)), tag("td", *self.blocks(it.blocks)))
                for it in troubles
            )
            whole = tag("table", tag("thead", head), tag("tbody", *rows))
            yield tag("section.troubles", tag("h2", words.troubles), whole)
        if hints:
            # Whoever turns the page round begins at its end.
            upside_down = (tag("div.hint", self._hint(hint)) for hint in reversed(hints))
            title = tag("h2.turned", words.hints)
            yield tag("section.hints", *upside_down, title)

    def _hint(self, hint: Hint) -> Markup:
        task = f", {self.words.for_task} {hint.task}" if hint.task else ""
        label = tag("p.label", f"{self.words.hint} {hint.level}{task}")
        return joined(label, *self.blocks(hint.blocks))

    # --- the text

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Markup]:
        """Yield blocks; hints and troubles stand at the end of the sheet and not here."""
        for block in blocks:
            if isinstance(block, Ingredient):
                yield from self.blocks(block.blocks)
            elif not isinstance(block, Hint | Trouble):
                yield self._block(block)

    def _block(self, block: Block) -> Markup:
        match block:
            case Heading():
                found = tag(f"h{min(block.level, 4)}", text(block.spans))
            case Paragraph():
                leads = plain(block.spans).endswith(":")
                found = tag("p.leads" if leads else "p", text(block.spans))
            case ListBlock():
                found = self._list(block)
            case Table():
                found = table(block)
            case Shell():
                found = shell(block)
            case Output():
                found = output(block)
            case CodeInclude():
                found = code(block, self.words.lines)
            case WiringPicture():
                found = self._picture()
            case _:
                found = self._group(block)
        return found

    def _list(self, block: ListBlock) -> Markup:
        items = (tag("li", *self.blocks(item)) for item in block.items)
        if block.first is None:
            return tag("ul", *items)
        return tag("ol", *items, start=str(block.first))

    def _group(self, block: Block) -> Markup:
        match block:
            case Task():
                return self._task(block)
            case Question():
                return self._question(block)
            case See():
                inside = joined(*self.blocks(block.blocks))
                return tag("div.see", tag("p.label", self.words.see), inside)
            case PrintOnly():
                room = Markup("") if _has_room(block.blocks) else tag("div.room")
                return tag("div.print-only", *self.blocks(block.blocks), room)
        return Markup("")

    def _task(self, task: Task) -> Markup:
        done = tag("span.done", self.words.done, _tick())
        title = tag("p.label", f"{self.words.task} {task.number}", done)
        lines = (tag("div.rule") for _ in range(LINES_TO_WRITE_ON))
        return tag("div.task", title, *self.blocks(task.blocks), *lines)

    def _question(self, question: Question) -> Markup:
        number = self._questions.index(question) + 1
        title = tag("p.label", f"{self.words.question} {number}")
        answers = (
            self._answer(letter, choice)
            for letter, choice in zip(ascii_uppercase, question.choices, strict=False)
        )
        return tag("div.question", title, *self.blocks(question.blocks), tag("div", *answers))

    def _answer(self, letter: str, choice: Choice) -> Markup:
        is_marked = self.has_answers and choice.is_right
        why = tag("p.feedback", text(choice.feedback)) if self.has_answers else Markup("")
        answer = tag("div", text(choice.spans), why)
        return tag("div.answer", _tick(is_ticked=is_marked), tag("span.letter", letter), answer)

    @cached_property
    def _questions(self) -> tuple[Question, ...]:
        return self.page.questions


def _tick(*, is_ticked: bool = False) -> Markup:
    """Return a box to tick: drawn, since not every font has one."""
    return tag(
        "span.tick.ticked" if is_ticked else "span.tick",
        "\N{MULTIPLICATION SIGN}" if is_ticked else "",
    )


def _has_room(blocks: Blocks) -> bool:
    """Tell whether there is something to fill in already."""
    return any(isinstance(block, Table) for block in walk(blocks))
