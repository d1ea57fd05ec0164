"""Build a sketch for the Uno or the Nano, without the Arduino IDE.

All that was compiled once is kept in the user's cache, named after its content: the core, each
library, and each whole sketch. A sketch that did not change is not compiled again.
"""

import json
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from makerkit.arduino.build_progress import LISTENER
from makerkit.arduino.compiler import BOARDS, Compiler
from makerkit.arduino.diagnostics import BuildError, Diagnostic, too_large
from makerkit.arduino.libraries import Library, Shelf
from makerkit.arduino.sketch_source import Sketch, as_cpp, find_sketch
from makerkit.arduino.toolchain import ToolchainMissingError, require_toolchain
from makerkit.errors import BadInputError
from makerkit.user_cache import cached_folder, content_key

__all__ = ["Build", "BuildError", "Diagnostic", "ToolchainMissingError", "build"]

FIRMWARE = Path(__file__).resolve().parents[2] / "firmware"
FLASH_BYTES = 32_256  # 32 KB less the boot-loader's 512 bytes
RAM_BYTES = 2_048
_RECIPE = "1"  # count it up when the same sources are to be compiled otherwise


@dataclass(frozen=True, slots=True)
class Build:
    """A compiled sketch.

    Attributes:
        sketch: what was built, as it was named.
        elf: the program with its symbols.
        hex: the program as it is uploaded.
        flash_bytes: what it takes of FLASH_BYTES.
        ram_bytes: what its variables take of RAM_BYTES; the stack needs the rest.
        warnings: what the compiler warned of in the sketch and the kit's libraries.
    """

    sketch: Path
    elf: Path
    hex: Path
    flash_bytes: int
    ram_bytes: int
    warnings: tuple[Diagnostic, ...]


def build(sketch: Path, *, board: str = "uno", defines: tuple[str, ...] = ()) -> Build:
    """Return a sketch compiled; only what changed since the last time is compiled.

    Args:
        sketch: an `.ino` file, of any name in any folder, or a sketch folder.
        board: "uno" or "nano".
        defines: preprocessor macros, such as "MAKER_WATCHDOG_RESET=0".

    Raises:
        BuildError: the compiler refuses the sketch, or it does not fit into the chip.
        ToolchainMissingError: there is no compiler here.
        NotThereError: there is no such sketch.
        BadInputError: there is no such board.
    """
    if board not in BOARDS:
        raise BadInputError(f"There is no board {board!r} here. Try one of: {', '.join(BOARDS)}.")
    return _Builder(sketch, Compiler(require_toolchain(), board, defines)).build()


class _Builder:
    """Builds one sketch for one board."""

    def __init__(self, named: Path, compiler: Compiler) -> None:
        self._named = named
        self._compiler = compiler
        self._on_progress = LISTENER.get()
        self._lock = threading.Lock()
        self._done = 0
        self._sketch: Sketch = find_sketch(named)
        self._cpp = as_cpp(self._sketch)
        shelf = Shelf(ours=FIRMWARE / "libraries", core=compiler.toolchain.core)
        self._beside = _code_beside(self._sketch)
        self._libraries = shelf.needed_by([self._cpp, *self._beside.values()])
        self._base = [_RECIPE, compiler.toolchain.identity, *compiler.flags]

    def build(self) -> Build:
        contents = [library.content for library in self._libraries]
        beside = [part for item in self._beside.items() for part in item]
        source = self._cpp.encode(errors="surrogateescape")
        key = content_key([*self._base, str(self._sketch.folder), source, *contents, *beside])
        folder = cached_folder("sketches", key, self._make)
        return self._read(folder)

    def _read(self, folder: Path) -> Build:
        facts = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        warnings = tuple(
            Diagnostic(**{**one, "file": one["file"] and Path(one["file"])})
            for one in facts["warnings"]
        )
        elf = folder / f"{self._sketch.name}.elf"
        sizes = facts["flash_bytes"], facts["ram_bytes"]
        return Build(self._named, elf, elf.with_suffix(".hex"), *sizes, warnings)

    def _make(self, folder: Path) -> None:
        """Compile the sketch, its libraries and the core, and link them."""
        self._count(0)
        with _two_at_once() as pool:
            libraries = [pool.submit(self._library, library) for library in self._libraries]
            core = pool.submit(self._core)
            objects, warnings = self._own_objects(folder)
            found = [library.result() for library in libraries]
            core_archive = core.result()
        self._done = self._all  # what was in the cache counts as well
        self._count(0)
        for place in found:
            objects += sorted(place.glob("*.o"))
            warnings += _read_warnings(place)
        elf = folder / f"{self._sketch.name}.elf"
        self._compiler.link([*objects, core_archive], elf)
        flash_bytes, ram_bytes = self._compiler.sizes(elf)
        _refuse_what_does_not_fit(flash_bytes, ram_bytes)
        facts = {"flash_bytes": flash_bytes, "ram_bytes": ram_bytes, "warnings": _plain(warnings)}
        (folder / "build.json").write_text(json.dumps(facts), encoding="utf-8")
        for file in folder.glob("*.o"):
            file.unlink()

    def _count(self, files: int) -> None:
        with self._lock:
            self._done += files
            self._on_progress(self._done, self._all)

    @property
    def _all(self) -> int:
        libraries = sum(len(library.sources) for library in self._libraries)
        return 1 + len(self._sketch.sources) + libraries + len(self._core_sources)

    @cached_property
    def _core_sources(self) -> list[Path]:
        files = sorted((self._compiler.toolchain.core / "cores/arduino").rglob("*"))
        return [file for file in files if file.suffix in {".c", ".cpp", ".S"}]

    def _own_objects(self, folder: Path) -> tuple[list[Path], list[Diagnostic]]:
        source = folder / f"{self._sketch.name}.ino.cpp"
        first = "#include <Arduino.h>\n"
        source.write_text(first + self._cpp, encoding="utf-8", errors="surrogateescape")
        includes = [self._sketch.folder, *(library.folder for library in self._libraries)]
        objects, warnings = [], []
        for file in (source, *self._sketch.sources):
            target = folder / f"{file.name}.o"
            said = self._compiler.compile(file, target, includes=includes, warn=True)
            warnings += [one for one in said if self._is_about_ours(one)]
            objects.append(target)
            self._count(1)
        return objects, warnings

    def _is_about_ours(self, diagnostic: Diagnostic) -> bool:
        core = self._compiler.toolchain.core
        return diagnostic.file is None or core not in diagnostic.file.parents

    def _library(self, library: Library) -> Path:
        """Return the folder with the library's compiled files."""
        others = [other.content for other in self._libraries]
        key = content_key([*self._base, library.name, str(library.folder), *others])

        def make(folder: Path) -> None:
            includes = [other.folder for other in self._libraries]
            warnings: list[Diagnostic] = []
            for source in library.sources:
                target = folder / f"{library.name}.{source.name}.o"
                said = self._compiler.compile(
                    source, target, includes=includes, warn=library.is_ours
                )
                warnings += [one for one in said if self._is_about_ours(one)]
                self._count(1)
            text = json.dumps(_plain(warnings))
            (folder / "warnings.json").write_text(text, encoding="utf-8")

        return cached_folder("libraries", key, make)

    def _core(self) -> Path:
        """Return the archive with the compiled core."""

        def make(folder: Path) -> None:
            with tempfile.TemporaryDirectory() as name, _two_at_once() as pool:
                objects = [Path(name) / f"{source.name}.o" for source in self._core_sources]

                def compile_one(source: Path, target: Path) -> None:
                    self._compiler.compile(source, target, includes=[], warn=False)
                    self._count(1)

                list(pool.map(compile_one, self._core_sources, objects))
                self._compiler.archive(objects, folder / "core.a")

        return cached_folder("cores", content_key(self._base), make) / "core.a"


@contextmanager
def _two_at_once() -> Iterator[ThreadPoolExecutor]:
    """Give two threads; after an error or Ctrl-C they begin nothing more."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _code_beside(sketch: Sketch) -> dict[str, str]:
    """Return the code that stands beside a sketch; it may include it."""
    code = {".h", ".hpp", ".c", ".cpp", ".S"}
    files = sorted(file for file in sketch.folder.iterdir() if file.suffix in code)
    return {file.name: file.read_text(encoding="utf-8", errors="replace") for file in files}


def _refuse_what_does_not_fit(flash_bytes: int, ram_bytes: int) -> None:
    """The linker lets a sketch reach into the boot-loader's flash."""
    if flash_bytes > FLASH_BYTES:
        diagnostic = too_large("text", flash_bytes)
        raise BuildError(f"The sketch does not fit: {diagnostic.text}.", (diagnostic,), "")
    assert ram_bytes <= RAM_BYTES


def _plain(warnings: list[Diagnostic]) -> list[dict[str, object]]:
    return [{**asdict(one), "file": str(one.file) if one.file else None} for one in warnings]


def _read_warnings(place: Path) -> list[Diagnostic]:
    found = json.loads((place / "warnings.json").read_text(encoding="utf-8"))
    return [Diagnostic(**{**one, "file": one["file"] and Path(one["file"])}) for one in found]
