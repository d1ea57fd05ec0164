"""Errors about files, the keyboard, and programs that call themselves."""

from __future__ import annotations

import ast
from pathlib import Path

from hardware_mocks.explain import names as known
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.explained import Explained


def calls_itself(error: BaseException, place: Place) -> Explained:
    """Explain a function that calls itself without end."""
    function = place.function or _function_at(place)
    for node in place.source.nodes:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            calls = [
                inner.lineno
                for inner in ast.walk(node)
                if isinstance(inner, ast.Call) and place.code_of(inner.func) == function
            ]
            if calls:
                return place.source.tell("other.calls_itself", calls[0], name=function)
    return place.tell("other.calls_each_other", name=function or "a function")


def _function_at(place: Place) -> str:
    names = [
        node.name
        for node in place.source.nodes
        if isinstance(node, ast.FunctionDef)
        and place.line is not None
        and node.lineno <= place.line <= (node.end_lineno or 0)
    ]
    return names[-1] if names else ""


def folder_is_there(error: BaseException, place: Place) -> Explained | None:
    """Explain `FOLDER.mkdir()` when the program runs for the second time."""
    name = str(getattr(error, "filename", None) or "")
    if not name or not place.source.line(place.line).rstrip().endswith(".mkdir()"):
        return None
    return place.tell("other.folder_is_there", name=name)


def no_file(error: BaseException, place: Place) -> Explained:
    """Explain a file that is not there, with the nearest one."""
    name = str(getattr(error, "filename", None) or "?")
    if name.startswith("/dev/"):
        return place.tell("serial.no_port", port=name)
    folder = (place.path.parent / name).parent
    try:
        beside = [entry.name for entry in folder.iterdir()]
    except OSError:
        return place.tell("other.no_folder", name=name)
    right = known.nearest(Path(name).name, beside, cutoff=0.6)
    if right:
        return place.tell("other.no_file_but", name=name, right=right)
    return place.tell("other.no_file", name=name)


def not_allowed(error: BaseException, place: Place) -> Explained:
    """Explain a file that may not be read or written."""
    return place.tell("other.not_allowed", name=str(getattr(error, "filename", None) or "?"))


def nothing_typed(_error: BaseException, place: Place) -> Explained:
    """Explain `input()` without a keyboard."""
    return place.tell("other.nothing_typed")


def stopped(_error: BaseException, place: Place) -> Explained:
    """Explain Ctrl-C."""
    return place.tell("other.stopped")


def nothing_left(_error: BaseException, place: Place) -> Explained:
    """Explain `next()` at the end."""
    return place.tell("other.nothing_left", code=place.code_of(place.node) or "next()")


def own_assertion(error: BaseException, place: Place) -> Explained:
    """Explain an `assert` of the program's own."""
    return place.tell("other.assertion", code=place.source.line(place.line))


def ended_itself(error: BaseException, place: Place) -> Explained:
    """Explain `exit(5)`."""
    code = error.code if isinstance(error, SystemExit) else ""
    said = f" {code}" if isinstance(code, int) else f" 1: {code}"
    return place.tell("other.ended_itself", said=said)


def no_text(_error: BaseException, place: Place) -> Explained:
    """Explain bytes that are no text, on a serial line or in a file."""
    return place.tell("other.no_text")


def runtime(error: BaseException, place: Place) -> Explained | None:
    """Explain the RuntimeErrors that have a plain reason."""
    said = str(error)
    if "changed size during iteration" in said:
        return place.tell("other.changed_in_loop")
    if "can only be started once" in said:
        return place.tell("other.thread_started_twice")
    return None
