"""Which files come from the table, and whether they still agree with it."""

from pathlib import Path

from makerkit.atomic_file import write_atomically
from makerkit.errors import NotThereError
from workshop.protocol.cpp_writer import write_cpp
from workshop.protocol.markdown_writer import write_markdown
from workshop.protocol.python_writer import write_python
from workshop.protocol.reader import read_table

TABLE = Path("firmware/protocol.toml")
PAGE = Path("firmware/PROTOCOL.md")
HEADERS = Path("firmware/libraries/MakerLink/src")
PACKAGE = Path("makerkit/arduino/messages")


def generated(kit: Path) -> dict[Path, str]:
    """Return each file that the table of a kit gives, by its path below the kit, with its text.

    Raises:
        NotThereError: there is no table.
        BadInputError: the table cannot be used; the message says where.
    """
    if not (kit / TABLE).is_file():
        raise NotThereError(f"There is no {TABLE.as_posix()} in {kit}.")
    table = read_table((kit / TABLE).read_text(encoding="utf-8"), TABLE.as_posix())
    files = {PAGE: write_markdown(table)}
    for section in table.sections:
        files[HEADERS / f"{section.name}_messages.h"] = write_cpp(table, section)
        files[PACKAGE / f"{section.name}.py"] = write_python(table, section)
    return files


def differing(kit: Path) -> list[Path]:
    """Return the files that are not as the table says: changed, missing, or no longer in it."""
    wanted = generated(kit)
    wrong = [path for path, text in wanted.items() if _text(kit / path) != text]
    return sorted([*wrong, *(path for path in _present(kit) if path not in wanted)])


def write_files(kit: Path) -> list[Path]:
    """Make all files as the table says; return those that changed."""
    wanted = generated(kit)
    changed = differing(kit)
    for path in changed:
        if path in wanted:
            (kit / path).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(kit / path, wanted[path].encode())
        else:
            (kit / path).unlink()
    return changed


def _present(kit: Path) -> list[Path]:
    found = [*(kit / HEADERS).glob("*_messages.h"), *(kit / PACKAGE).glob("*.py")]
    return [path.relative_to(kit) for path in found if path.name != "__init__.py"]


def _text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None
