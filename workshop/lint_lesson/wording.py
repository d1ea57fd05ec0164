"""How a page reads: short sentences, short paragraphs, goals that say what one can do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop.course import PAGE
from workshop.lesson_text.spans import Code, Spans, flat, plain
from workshop.lint_lesson.draft import Draft, fault, read_or_empty, warning
from workshop.lint_lesson.fault import LintFault

MOST_WORDS = 25
MOST_SENTENCES = 5
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')]*\s+")
_VERBS = """
add aim answer ask avoid beep begin blink bring build calculate call change check choose clean close
collect combine compare connect control convert copy correct count cut debug decide decode define
describe design detect dim do draw drive encode end explain fade feel find finish fix follow gather
get give guess handle hear help hold install join judge keep know learn let light limit listen look
make mark measure mix move name notice open order pass plan play point prepare press print program
protect prove pulse put react read recognise record reduce remember remove repeat replace run save
say search see send sense set share show slow solve sort sound split start stop store switch take
talk teach tell test think time tune turn type understand use wait wake warn watch wire work write
"""
VERBS = frozenset(_VERBS.split())
"""Verbs that a goal may begin with; add yours if it is one."""


def long_sentences(draft: Draft) -> Iterator[LintFault]:
    """Find sentences and paragraphs that are hard to read in one's third language."""
    for file, line, spans in draft.texts():
        sentences = _sentences(spans)
        for sentence in sentences:
            count = len(sentence.split())
            if count > MOST_WORDS:
                begin = " ".join(sentence.split()[:5])
                yield warning(file, line, f'{count} words in one sentence: "{begin} …". Cut it.')
        if len(sentences) > MOST_SENTENCES:
            yield warning(file, line, f"{len(sentences)} sentences in one paragraph. Cut it.")


def goals_without_a_verb(draft: Draft) -> Iterator[LintFault]:
    """Find goals that do not say what one can do."""
    if draft.page is None:
        return
    lines = read_or_empty(draft.lesson.file(PAGE)).split("\n")
    for goal in draft.page.goals:
        first = (goal.split() or [""])[0].strip("`").lower()
        if first not in VERBS:
            line = next((n for n, text in enumerate(lines, 1) if goal in text), 1)
            yield fault(draft.page.file, line, f'The goal "{goal}" does not begin with a verb.')


def _sentences(spans: Spans) -> list[str]:
    """Return the sentences of a text; a piece of code counts as one word."""
    text = "".join("code" if isinstance(span, Code) else plain((span,)) for span in flat(spans))
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
