"""What stands between fences: `:::{task}`, `:::{question}`, ```` ```{code} ````, ```` ```sh ````.

A fence inside another one needs the outer one to have more colons: `::::{task}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from makerkit.errors import MakerKitError
from makerkit.wiring.faults import did_you_mean, shown
from workshop.lesson_text.blocks import (
    Block,
    Blocks,
    Choice,
    Hint,
    ListBlock,
    Output,
    Paragraph,
    PrintOnly,
    Question,
    See,
    Shell,
    Task,
    Trouble,
    WiringPicture,
)
from workshop.lesson_text.code_file import include_code
from workshop.lesson_text.spans import Spans, Words

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from workshop.lesson_text.reader import PageReader, Source

_NAMED = re.compile(r"\{([\w-]+)\}\s*(.*)")
_CHOICE = re.compile(r"\[([ xX])\]\s+")
_FEEDBACK = re.compile(r"\s+--\s+")
_PLAIN_FENCES = ("sh", "text")
_HINT_LEVELS = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence that has a name in braces.

    Attributes:
        words: what stands behind the name.
        body: what stands inside.
        line: where it begins.
    """

    words: str
    body: Source
    line: int
    reader: PageReader

    def blocks(self) -> Blocks:
        """Read what stands inside."""
        return self.reader.blocks(self.body)

    def complain(self, text: str) -> None:
        """Note a fault of the fence."""
        self.reader.complain(self.body, self.line, text)


def read_fence(reader: PageReader, node: SyntaxTreeNode, source: Source) -> Blocks:
    """Return what a fence stands for: mostly one block."""
    line, info = source.line(node), node.info.strip()
    named = _NAMED.fullmatch(info)
    if not _is_closed(node, source):
        reader.complain(source, line, _unclosed(node.markup, info))
    elif named is None:
        return _plain_fence(reader, node, source, line)
    elif named[1] not in _READERS:
        near = did_you_mean(named[1], _READERS)
        reader.complain(source, line, f"Nobody knows the fence {{{named[1]}}}.{near}")
    else:
        body = type(source)(node.content, source.file, line + 1)
        return _READERS[named[1]](Fence(named[2].strip(), body, line, reader))
    return ()


def _is_closed(node: SyntaxTreeNode, source: Source) -> bool:
    first, behind = node.map or (0, 0)
    last = source.text.split("\n")[behind - 1].strip()
    return behind - first > 1 and last.startswith(node.markup) and not last.strip(node.markup[0])


def _unclosed(markup: str, info: str) -> str:
    more = f"A fence around a fence needs more: {markup + markup[0]}."
    if not info:
        return f'This "{markup}" closes nothing. {more}'
    return f'"{markup}{info}" is never closed by a line "{markup}". {more}'


def _plain_fence(reader: PageReader, node: SyntaxTreeNode, source: Source, line: int) -> Blocks:
    text, kind = node.content.rstrip("\n"), node.info.strip()
    if kind == "sh":
        return (Shell(text, line),)
    if kind == "text":
        return (Output(text, line),)
    if kind in {"python", "py"}:
        what = "Put this code into a file of the lesson and include it: ```{code} starter.py."
    elif kind in {"cpp", "c++", "c", "arduino", "ino"}:
        what = "Put this code into a file of the lesson and include it: ```{code} starter.ino."
    elif not kind:
        what = "Say what this fence holds: ```sh for commands, ```text for what is printed."
    else:
        what = f"A fence cannot hold {shown(kind)}.{did_you_mean(kind, _PLAIN_FENCES)}"
    reader.complain(source, line, what)
    return ()


def _task(fence: Fence) -> Blocks:
    _no_words(fence, "task")
    fence.reader.tasks += 1
    number = fence.reader.tasks
    return (Task(number, fence.blocks(), fence.line),)


def _hint(fence: Fence) -> Blocks:
    options = dict(word.partition("=")[::2] for word in fence.words.split())
    unknown = sorted(options.keys() - {"level", "for"})
    if unknown:
        fence.complain(f"{{hint}} has no {shown(unknown[0])}, only `level=1` and `for=message.id`.")
    level = options.get("level", "1")
    if level not in _HINT_LEVELS:
        fence.complain(f"The level of a hint is 1, 2 or 3, not {shown(level)}.")
        level = "1"
    message_id = options.get("for") or None
    return (Hint(int(level), fence.blocks(), message_id, fence.reader.tasks, fence.line),)


def _trouble(fence: Fence) -> Blocks:
    if not fence.words:
        fence.complain("Name the symptom: `:::{trouble} The lamp stays dark`.")
    symptom = fence.reader.spans(fence.words, fence.body, fence.line)
    return (Trouble(symptom, fence.blocks(), fence.line),)


def _question(fence: Fence) -> Blocks:
    _no_words(fence, "question")
    blocks = fence.blocks()
    if not blocks or not isinstance(blocks[-1], ListBlock):
        fence.complain(
            "A question ends with its answers: `- [ ] wrong -- why`, `- [x] right -- why`."
        )
        return ()
    choices = tuple(filter(None, (_choice(fence, item) for item in blocks[-1].items)))
    if choices and not any(choice.is_right for choice in choices):
        fence.complain("No answer of this question is right: mark one with `[x]`.")
    if len(blocks) == 1:
        fence.complain("The question itself is missing above its answers.")
    return (Question(blocks[:-1], choices, fence.line),)


def _choice(fence: Fence, item: Blocks) -> Choice | None:
    first = item[0] if item else None
    begin = first.spans[0] if isinstance(first, Paragraph) and first.spans else None
    mark = _CHOICE.match(begin.text) if isinstance(begin, Words) else None
    line = first.line if first else fence.line
    if mark is None or not isinstance(first, Paragraph) or len(item) > 1:
        text = "An answer is one line that begins with `- [ ]` or `- [x]`."
        fence.reader.complain(fence.body, line, text)
        return None
    behind = Words(mark.string[mark.end() :])
    answer, feedback = _cut_at_feedback((behind, *first.spans[1:]))
    if not feedback:
        text = "Say what is told to who chooses this answer, behind ` -- `."
        fence.reader.complain(fence.body, line, text)
    return Choice(answer, mark[1] != " ", feedback)


def _cut_at_feedback(spans: Spans) -> tuple[Spans, Spans]:
    for place, span in enumerate(spans):
        cut = _FEEDBACK.search(span.text) if isinstance(span, Words) else None
        if cut is not None and isinstance(span, Words):
            before, after = Words(span.text[: cut.start()]), Words(span.text[cut.end() :])
            answer, feedback = (*spans[:place], before), (after, *spans[place + 1 :])
            return tuple(s for s in answer if s != Words("")), feedback
    return spans, ()


def _see(fence: Fence) -> Blocks:
    return (See(_worded(fence), fence.line),)


def _print_only(fence: Fence) -> Blocks:
    _no_words(fence, "print-only")
    return (PrintOnly(fence.blocks(), fence.line),)


def _code(fence: Fence) -> Blocks:
    _no_body(fence, "code")
    try:
        return (include_code(fence.reader.folder, fence.words, line=fence.line),)
    except MakerKitError as error:
        fence.complain(str(error))
        return ()


def _include(fence: Fence) -> Blocks:
    _no_body(fence, "include")
    if not re.fullmatch(r"\w+", fence.words):
        fence.complain("`{include}` needs the name of an ingredient: `{include} safety`.")
        return ()
    return fence.reader.include(fence.words, fence.body, fence.line)


def _wiring(fence: Fence) -> Blocks:
    _no_words(fence, "wiring")
    _no_body(fence, "wiring")
    return (WiringPicture(fence.line),)


def _worded(fence: Fence) -> Blocks:
    """Return the words behind the name as a first paragraph, then what stands inside."""
    words: tuple[Block, ...] = ()
    if fence.words:
        words = (Paragraph(fence.reader.spans(fence.words, fence.body, fence.line), fence.line),)
    return (*words, *fence.blocks())


def _no_words(fence: Fence, name: str) -> None:
    if fence.words:
        fence.complain(f"Behind {{{name}}} nothing can stand, but there is {shown(fence.words)}.")


def _no_body(fence: Fence, name: str) -> None:
    if fence.body.text.strip():
        fence.complain(f"Inside of {{{name}}} nothing can stand: it is filled in from a file.")


_READERS: dict[str, Callable[[Fence], Blocks]] = {
    "task": _task,
    "hint": _hint,
    "trouble": _trouble,
    "question": _question,
    "see": _see,
    "print-only": _print_only,
    "code": _code,
    "include": _include,
    "wiring": _wiring,
}
