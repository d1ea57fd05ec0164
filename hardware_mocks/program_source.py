"""Reading a program's file, and what can be known before it runs."""

import ast
import contextlib
import difflib
import importlib
import importlib.machinery
import sys
from pathlib import Path

from makerkit.errors import BadInputError, NotThereError

_LOADED_FIRST = frozenset({"abc", "codecs", "encodings", "io", "os", "site", "stat"})
"""Modules that Python itself needs before a program begins."""
HEAVY = ("numpy", "cv2", "PIL")
"""Libraries that are imported before the clock is taken over, if the program uses them."""
_STANDS_ON = {"picamera2": ("numpy", "cv2"), "libcamera": ("numpy", "cv2"), "cv2": ("numpy",)}
"""What a stand-in uses."""


def read_program(path: Path) -> bytes:
    """Return the source of a program.

    Raises:
        NotThereError: there is no such file.
        BadInputError: it is a folder, cannot be read, or is no Python text.
    """
    if path.is_dir():
        sketch = path / f"{path.resolve().name}.ino"
        program = sketch if sketch.is_file() else path / "main.py"
        raise BadInputError(f"{path} is a folder. Name the program in it, such as {program}.")
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


def folder_of_module(name: str, folder: Path) -> Path | None:
    """Return the folder of the package that `-m` names, without importing it; None for a file."""
    places = [str(folder), *sys.path]
    for part in name.split("."):
        spec = importlib.machinery.PathFinder.find_spec(part, places)
        if spec is None or spec.submodule_search_locations is None:
            return None
        places = list(spec.submodule_search_locations)
    return Path(places[0]) if places else None


def source_of_module(name: str, folder: Path) -> bytes:
    """Return the text of a package's files in one, for what it imports; b"" where there is none."""
    package = folder_of_module(name, folder)
    if package is None:
        return b""
    return b"\n".join(_import_lines(file) for file in sorted(package.rglob("*.py")))


def _import_lines(file: Path) -> bytes:
    """Return one import statement for each package that a file imports."""
    with contextlib.suppress(OSError):
        return b"\n".join(f"import {n}".encode() for n in sorted(imported_names(file.read_bytes())))
    return b""


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


def hidden_library(program: Path) -> tuple[Path, str] | None:
    """Return a file beside a program that takes the place of a library, and the library's name.

    Python looks into the program's folder first: a `signal.py` there is what `import signal` finds.
    What Python has built in, or has loaded before it looks, nothing can hide.
    """
    try:
        beside = {path.stem: path for path in sorted(program.parent.glob("*.py"))}
        source = program.read_bytes()
    except OSError:
        return None
    known = (sys.stdlib_module_names | {"gpiozero"}) - set(sys.builtin_module_names) - _LOADED_FIRST
    hiding = [name for name in beside if name in known and beside[name] != program]
    if not hiding:
        return None
    wanted = imported_names(source)
    if "gpiozero" in wanted:
        wanted |= _imports_of_gpiozero()
    return next(((beside[name], name) for name in hiding if name in wanted), None)


def _imports_of_gpiozero() -> set[str]:
    spec = importlib.machinery.PathFinder.find_spec("gpiozero")
    if spec is None or spec.origin is None:
        return set()
    files = Path(spec.origin).parent.rglob("*.py")
    return set().union(*(imported_names(file.read_bytes()) for file in files))


def import_heavy(program: bytes) -> bool:
    """Import the heavy libraries that a program uses; return whether there are any."""
    used = imported_names(program)
    used.update(*(_STANDS_ON.get(name, ()) for name in tuple(used)))
    names = [name for name in HEAVY if name in used]
    for name in names:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    return bool(names)
