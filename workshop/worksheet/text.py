"""The running text of a sheet: spans, lists, tables and code as HTML."""

from __future__ import annotations

from workshop.lesson_text.blocks import CodeInclude, Output, Shell, Table
from workshop.lesson_text.code_file import language_of
from workshop.lesson_text.spans import Code, Emphasis, Link, Pin, Span, Spans, Strong, Unit, Words
from workshop.worksheet.markup import Markup, joined, tag

_BREAK = "\N{ZERO WIDTH SPACE}"
"""A place to break a line before an element; without it WeasyPrint 70 sometimes breaks a line where
the text before the element begins ("Give / a name to a piece of program, with def")."""


def text(spans: Spans) -> Markup:
    """Return a text; code, pins and values keep their own direction in any script."""
    pieces: list[str] = []
    for span in spans:
        if pieces and pieces[-1].endswith(" "):
            pieces.append(_BREAK)
        pieces.append(_span(span))
    return joined(*pieces)


def text_of(plain: str) -> Markup:
    """Return a plain text whose code stands in backticks."""
    pieces = plain.split("`")
    return text(tuple(Code(it) if place % 2 else Words(it) for place, it in enumerate(pieces)))


def _span(span: Span) -> str:
    match span:
        case Code():
            return tag("code", span.text, dir="ltr")
        case Pin():
            return tag("bdi.pin", span.gpio, dir="ltr")
        case Unit():
            return tag("bdi", span.text, dir="ltr")
        case Strong():
            return tag("strong", text(span.spans))
        case Emphasis() | Link():
            return tag("em", text(span.spans))
        case _:
            return span.text


def table(block: Table) -> Markup:
    """Return a table."""
    head = tag("tr", *(tag("th", text(cell)) for cell in block.head))
    rows = (tag("tr", *(tag("td", text(cell)) for cell in row)) for row in block.rows)
    return tag("table", tag("thead", head), tag("tbody", *rows))


def shell(block: Shell) -> Markup:
    """Return commands to type."""
    lines = (tag("div", line) for line in block.text.split("\n"))
    return tag("div.shell", *lines, dir="ltr")


def output(block: Output) -> Markup:
    """Return what a program prints."""
    return tag("pre.output", block.text, dir="ltr")


def code(block: CodeInclude, lines: str) -> Markup:
    """Return a piece of a program with its line numbers; `lines` is the word for "lines"."""
    place = f"{block.first}" if block.first == block.last else f"{block.first}-{block.last}"
    title = tag("figcaption", tag("bdi", block.file, dir="ltr"), f", {lines} ", place)
    numbered = (
        tag("div.line", tag("span.number", str(number)), tag("span.code", line or " "))
        for number, line in enumerate(_highlighted(block), block.first)
    )
    return tag("figure.program", title, tag("div.lines", *numbered, dir="ltr"))


def _highlighted(block: CodeInclude) -> list[Markup]:
    """Return the lines of a program; keywords, strings and comments can be told apart in print."""
    from pygments.lexers import get_lexer_by_name

    lexer = get_lexer_by_name(language_of(block.file), stripnl=False, ensurenl=False)
    lines: list[list[str]] = [[]]
    for kind, piece in lexer.get_tokens(block.text):
        first, *more = piece.split("\n")
        lines[-1].append(_token(str(kind), first))
        lines += [[_token(str(kind), line)] for line in more]
    return [joined(*line) for line in lines]


def _token(kind: str, piece: str) -> str:
    for name, look in {"Keyword": "k", "Operator.Word": "k", "Comment": "c", "String": "s"}.items():
        if piece and name in kind:
            return tag(f"span.{look}", piece)
    return piece
