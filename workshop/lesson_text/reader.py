"""Reads `lesson.md`: CommonMark with tables, colon fences and roles, into a `Page`.

markdown-it reads the Markdown; this file turns its tree into blocks, `fences.py` what stands in
`:::{task}` and its like, `inline.py` the text of a paragraph. Faults are collected, so that an
author sees all of them at once, each with its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from makerkit.errors import MakerKitError
from makerkit.wiring.text_file import read_text
from workshop.course import PAGE, Course, Lesson
from workshop.lesson_text.blocks import (
    Block,
    Blocks,
    Heading,
    Ingredient,
    ListBlock,
    Paragraph,
    Table,
    WiringPicture,
)
from workshop.lesson_text.faults import BadPageError, PageFault
from workshop.lesson_text.fences import read_fence
from workshop.lesson_text.front_matter import parse_front_matter
from workshop.lesson_text.inline import InlineReader
from workshop.lesson_text.page import FrontMatter, Page
from workshop.lesson_text.spans import Spans, plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

SHARED = "_shared"
"""The folder beside the lessons with ingredients that several pages include."""
_NOT_SHOWN = {
    "blockquote": "A page has no quotes (`>`). For a warning take `:::{trouble}`.",
    "code_block": "Indented by four spaces this is code. Take fewer, or a fence: ```sh.",
    "front_matter": "Front matter stands at the top of a page only.",
    "hr": "A page has no lines across (`---`). Take a heading.",
    "html_block": "A page has no HTML.",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of Markdown and where it stands.

    Attributes:
        first: number of its first line in the file.
    """

    text: str
    file: Path
    first: int = 1

    def line(self, node: SyntaxTreeNode) -> int:
        """Return the line of the file that a node begins on."""
        return self.first + (node.map[0] if node.map else 0)


def read_page(lesson: Lesson, course: Course | None = None) -> Page:
    """Return the page of a lesson.

    Args:
        lesson: its folder is read.
        course: whose pin map and shared ingredients to use; the kit's own when None.

    Raises:
        NotThereError: the lesson has no page.
        BadPageError: the page has faults; the message names each with its line.
    """
    page, faults = inspect_page(lesson, course)
    if faults:
        raise BadPageError(faults)
    return page


def inspect_page(
    lesson: Lesson, course: Course | None = None
) -> tuple[Page, tuple[PageFault, ...]]:
    """Return what can be read of a page, and everything that is wrong with it.

    Raises:
        NotThereError: the lesson has no page.
        BadInputError: it is no text.
    """
    course = course or Course.of_the_kit()
    reader = PageReader(lesson.folder, course.pins, course.folder / SHARED)
    page = reader.read(lesson.file(PAGE))
    return page, tuple(sorted(reader.faults, key=lambda fault: (str(fault.file), fault.line)))


class PageReader:
    """Reads one page.

    Args:
        folder: the lesson's, where included code lies.
        pins: the course's pin map.
        shared: folder of the ingredients.

    Attributes:
        faults: what was found wrong so far.
        tasks: how many tasks there were so far.
    """

    def __init__(self, folder: Path, pins: Mapping[str, str], shared: Path) -> None:
        self.folder = folder
        self.shared = shared
        self.faults: list[PageFault] = []
        self.tasks = 0
        self._pins = pins
        self._open: list[Path] = []

    def read(self, file: Path) -> Page:
        """Return the page in a file."""
        source = Source(_text_of(file), file)
        self._open = [file]
        root = _tree(source.text)
        about = self._front_matter(root, source)
        body = (node for node in root.children if node.type != "front_matter")
        blocks = self._blocks(body, source)
        return Page(file, about, self._without_title(blocks, about.title, file))

    def blocks(self, source: Source) -> Blocks:
        """Return the blocks of a piece of Markdown inside a page."""
        return self._blocks(_tree(source.text).children, source)

    def spans(self, text: str, source: Source, line: int) -> Spans:
        """Return one line of Markdown as spans."""
        tokens = _markdown().parseInline(text)
        return self._inline(source.file, line).read(tokens[0].children or ())

    def include(self, name: str, source: Source, line: int) -> Blocks:
        """Return the blocks of a shared ingredient."""
        file = self.shared / f"{name}.md"
        if file in self._open:
            self.complain(source, line, f"{name}.md includes itself.")
            return ()
        try:
            ingredient = Source(_text_of(file), file)
        except MakerKitError as error:
            self.complain(source, line, str(error))
            return ()
        self._open.append(file)
        blocks = self.blocks(ingredient)
        self._open.pop()
        return (Ingredient(file, blocks, line),)

    def complain(self, source: Source, line: int, text: str) -> None:
        """Note one fault and go on."""
        self.faults.append(PageFault(source.file, line, text))

    def _front_matter(self, root: SyntaxTreeNode, source: Source) -> FrontMatter:
        first = root.children[0] if root.children else None
        if first is None or first.type != "front_matter":
            self.complain(source, 1, "A page begins with its front matter between two lines `---`.")
            return FrontMatter(id="", title="", minutes=1, goals=())
        return parse_front_matter(
            first.content,
            first_line=2,
            complain=lambda line, text: self.complain(source, line, text),
        )

    def _without_title(self, blocks: Blocks, title: str, file: Path) -> Blocks:
        """Drop a first heading that repeats the title; complain about any other of level 1."""
        first = blocks[0] if blocks else None
        if isinstance(first, Heading) and first.level == 1 and plain(first.spans) == title:
            blocks = blocks[1:]
        for block in blocks:
            if isinstance(block, Heading) and block.level == 1:
                text = f"`# {plain(block.spans)}`: only the title has one `#`, others have `##`."
                self.faults.append(PageFault(file, block.line, text))
        return blocks

    def _blocks(self, nodes: Iterable[SyntaxTreeNode], source: Source) -> Blocks:
        return tuple(block for node in nodes for block in self._block(node, source))

    def _block(self, node: SyntaxTreeNode, source: Source) -> Blocks:
        line = source.line(node)
        found: Blocks = ()
        match node.type:
            case "heading":
                found = (Heading(self._text(node, source), int(node.tag[1:]), line),)
            case "paragraph":
                found = (self._paragraph(node, source, line),)
            case "bullet_list" | "ordered_list":
                found = (self._list(node, source, line),)
            case "table":
                found = (self._table(node, source, line),)
            case "fence" | "colon_fence":
                found = read_fence(self, node, source)
            case other if not _is_comment(node):
                what = _NOT_SHOWN.get(other, f"A page cannot show this: {other}.")
                self.complain(source, line, what)
        return found

    def _paragraph(self, node: SyntaxTreeNode, source: Source, line: int) -> Block:
        if node.children[0].content.strip() in {"{wiring}", "{wiring}``"}:
            return WiringPicture(line)
        return Paragraph(self._text(node, source), line)

    def _list(self, node: SyntaxTreeNode, source: Source, line: int) -> ListBlock:
        items = tuple(self._blocks(item.children, source) for item in node.children)
        first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        return ListBlock(items, first, line)

    def _table(self, node: SyntaxTreeNode, source: Source, line: int) -> Table:
        rows = [row for group in node.children for row in group.children]
        head, *body = (tuple(self._text(cell, source) for cell in row.children) for row in rows)
        return Table(head, tuple(body), line)

    def _text(self, node: SyntaxTreeNode, source: Source) -> Spans:
        """Return the text of a paragraph, a heading or a cell of a table."""
        inline = node.children[0]
        line = source.line(inline if inline.map else node)
        tokens = [child.token for child in inline.walk() if child.token is not None]
        children = tokens[0].children if tokens else None
        return self._inline(source.file, line).read(children or ())

    def _inline(self, file: Path, line: int) -> InlineReader:
        return InlineReader(
            self._pins, lambda text: self.faults.append(PageFault(file, line, text))
        )


def _text_of(file: Path) -> str:
    """Return a file's text with the line ends that markdown-it counts by."""
    return read_text(file).replace("\r\n", "\n").replace("\r", "\n")


def _is_comment(node: SyntaxTreeNode) -> bool:
    return node.type == "html_block" and node.content.lstrip().startswith("<!--")


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.colon_fence import colon_fence_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    markdown = MarkdownIt("commonmark").enable("table")
    return markdown.use(front_matter_plugin).use(colon_fence_plugin).use(myst_role_plugin)


def _tree(text: str) -> SyntaxTreeNode:
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_markdown().parse(text))
