"""Which Arduino libraries a sketch stands on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^">\n]+)[">]', re.MULTILINE)
_SOURCES = {".c", ".cpp", ".S"}
_HEADERS = {".h", ".hpp", ".inc"}


@dataclass(frozen=True)
class Library:
    """One folder of code that sketches include.

    Attributes:
        name: the folder's name.
        folder: what `#include` looks into.
        is_ours: whether it is the kit's; nobody here can mend what the core's libraries warn of.
    """

    name: str
    folder: Path
    is_ours: bool

    @cached_property
    def sources(self) -> list[Path]:
        """The files to compile."""
        return [file for file in self._files if file.suffix in _SOURCES]

    @cached_property
    def content(self) -> bytes:
        """All that the library consists of."""
        code = [file for file in self._files if file.suffix in _SOURCES | _HEADERS]
        return b"".join(b"\n%b\n%b" % (file.name.encode(), file.read_bytes()) for file in code)

    def headers(self) -> Iterator[str]:
        """The names under which it can be included."""
        return (file.relative_to(self.folder).as_posix() for file in self._files)

    @cached_property
    def _files(self) -> list[Path]:
        return sorted(file for file in self.folder.rglob("*") if file.is_file())


class Shelf:
    """The libraries that are there, found by the headers they offer."""

    def __init__(self, *, ours: Path, core: Path | None = None) -> None:
        """Look what is there.

        Args:
            ours: the folder with the kit's libraries, which go before the core's.
            core: the folder of the Arduino core; None: without its libraries.
        """
        self._by_header: dict[str, Library] = {}
        places = [(core / "libraries", False)] if core else []
        for place, is_ours in (*places, (ours, True)):
            for library in _libraries_in(place, is_ours=is_ours):
                self._by_header.update(dict.fromkeys(library.headers(), library))

    def needed_by(self, texts: Iterable[str]) -> list[Library]:
        """Return the libraries that some source texts include, and what these include in turn."""
        found: dict[Library, None] = {}
        to_read = list(texts)
        while to_read:
            for header in _INCLUDE.findall(to_read.pop()):
                library = self._by_header.get(header)
                if library and library not in found:
                    found[library] = None
                    to_read.append(library.content.decode(errors="replace"))
        return sorted(found, key=lambda library: library.name)


def _libraries_in(place: Path, *, is_ours: bool) -> Iterator[Library]:
    for folder in sorted(place.glob("*")):
        source = folder / "src" if (folder / "src").is_dir() else folder
        if folder.is_dir():
            yield Library(folder.name, source, is_ours)
