"""Reading a program's file, and what can be known before it runs."""

import ast
import contextlib
import difflib
import importlib
import importlib.machinery
import sys
from pathlib import Path

from makerkit.errors import BadInputError, NotThereError

HEAVY = ("numpy", "cv2", "PIL")
"""Libraries that are imported before the clock is taken over, if the program uses them."""


def read_program(path: Path) -> bytes:
    """Return the source of a program.

    Raises:
        NotThereError: there is no such file.
        BadInputError: it is a folder, cannot be read, or is no Python text.
    """
    if path.is_dir():
        raise BadInputError(f"{path} is a folder. Name the program in it, such as {path}/main.py.")
    try:
        source = path.read_bytes()
    except FileNotFoundError:
        raise NotThereError(f"There is no program {path}. {_similar(path)}".rstrip()) from None
    except OSError as error:
        raise BadInputError(f"Cannot read {path}: {error.strerror or error}.") from error
    if b"\0" in source:
        raise BadInputError(_why_no_text(path))
    return source


def _why_no_text(path: Path) -> str:
    from hardware_mocks.explain import explain_file  # only what is no program pays for it
    from makerkit.messages import Catalogue

    found = explain_file(path)
    assert found is not None
    return str(Catalogue.of_the_kit().text(found.message))


def require_module(name: str, folder: Path) -> None:
    """See that a module for `-m` can be found.

    Raises:
        NotThereError: neither `folder` nor Python's own path has it.
    """
    top = name.partition(".")[0]
    if importlib.machinery.PathFinder.find_spec(top, [str(folder), *sys.path]) is None:
        raise NotThereError(f"There is no module {top!r} in {folder} or among the installed ones.")


def _similar(path: Path) -> str:
    with contextlib.suppress(OSError):
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix == ".py"]
        near = difflib.get_close_matches(path.stem, [Path(name).stem for name in names], n=1)
        if near:
            return f"Did you mean {path.parent / near[0]}.py?"
        if names:
            return f"In that folder there is: {', '.join(sorted(names)[:8])}."
    return ""


def imported_names(program: bytes) -> set[str]:
    """Return the top-level packages a program imports; nothing for one that cannot be read."""
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError):
        return set()
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def import_heavy(program: bytes) -> bool:
    """Import the heavy libraries that a program uses; return whether there are any."""
    names = sorted(imported_names(program) & set(HEAVY))
    for name in names:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    return bool(names)
