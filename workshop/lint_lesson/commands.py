"""Commands that a page tells people to type: do they exist?"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from makerkit.wiring.faults import did_you_mean, shown
from workshop.cli import COMMANDS, load
from workshop.kit_folder import FOLDER
from workshop.lesson_text.blocks import Shell
from workshop.lint_lesson.draft import Draft, blocks_with_files, fault
from workshop.lint_lesson.fault import LintFault

_CALLS = ("./maker", "maker")
_OF_EVERY_COMMAND = ("--help", "-h")
_FOLDERS = ("lessons/", "projects/")


def unknown_commands(draft: Draft) -> Iterator[LintFault]:
    """Find commands of `maker`, their options and files of the kit that do not exist."""
    for file, line, command in _commands(draft):
        for text in complaints(command):
            yield fault(file, line, text)


def complaints(command: str) -> Iterator[str]:
    """Yield what is wrong with one line for the shell; nothing if it does not call `maker`."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        yield f"{shown(command)} cannot be typed: {error}."
        return
    if len(words) < 2 or words[0] not in _CALLS:
        return
    name, rest = words[1], words[2:]
    if name.startswith("-"):
        return
    if name not in COMMANDS:
        yield f"There is no command `maker {name}`.{did_you_mean(name, COMMANDS)}"
        return
    yield from _unknown_options(name, rest)
    for word in rest:
        if word.startswith(_FOLDERS) and not (FOLDER / word).exists():
            yield f"There is no {word}."


def _unknown_options(name: str, words: list[str]) -> Iterator[str]:
    command = load(name)
    if command.context_settings.get("ignore_unknown_options"):  # what follows is the program's
        words = words[: next((n for n, w in enumerate(words) if w.endswith(".py")), len(words))]
    options = {
        text
        for param in command.params
        if isinstance(param, click.Option)
        for text in (*param.opts, *param.secondary_opts)
    }
    for word in words:
        option = word.partition("=")[0]
        if option.startswith("-") and option not in {*options, *_OF_EVERY_COMMAND}:
            known = sorted(options)
            yield f"`maker {name}` has no option `{option}`.{did_you_mean(option, known)}"


def _commands(draft: Draft) -> Iterator[tuple[Path, int, str]]:
    if draft.page is None:
        return
    for file, block in blocks_with_files(draft.page.blocks, draft.page.file):
        if isinstance(block, Shell):
            for number, typed in enumerate(block.text.split("\n"), block.line + 1):
                yield file, number, typed
    yield from draft.code_words()
