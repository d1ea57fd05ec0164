"""Read what the compiler and the linker say about a sketch."""

import re
from dataclasses import dataclass
from pathlib import Path

from makerkit.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that the compiler said.

    Attributes:
        file: the file it is about; None if the linker knows none.
        line: counted from 1; 0 if unknown.
        column: counted from 1; 0 if unknown.
        severity: "error", "warning" or "note".
        text: in the compiler's words.
    """

    file: Path | None
    line: int
    column: int
    severity: str
    text: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file else ""
        return f"{place}{self.severity}: {self.text}"


class BuildError(BadInputError):
    """A sketch cannot be compiled.

    Attributes:
        diagnostics: what the compiler said, in its order.
        said: all that was said, as it was.
    """

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...], said: str) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics
        self.said = said


_COMPILER = re.compile(
    r"^(?P<file>(?:[A-Za-z]:)?[^:\n]+):(?P<line>\d+):(?:(?P<column>\d+):)? "
    r"(?P<severity>fatal error|error|warning|note): (?P<text>.*)$"
)
# with link-time optimisation the linker often knows the line, else only the object or nothing
_LINKER = re.compile(
    r"^(?:(?P<file>(?:[A-Za-z]:)?[^:\n]+?):)?(?:(?P<line>\d+)|\([^)]*\)): "
    r"(?P<text>(?:undefined reference|multiple definition|relocation truncated).*)$"
)
_TOO_LARGE = re.compile(
    r"address 0x(?P<end>[0-9a-f]+) of .* is not within region .(?P<region>text|data)"
)
_OVERFLOWED = re.compile(r"region .(?P<region>text|data). overflowed by (?P<bytes>\d+) bytes")
_REGION_ENDS = {"text": 0x8000, "data": 0x80_0100 + 2_048}  # where the linker's regions end
# name, where the linker's addresses begin, bytes: the boot-loader has taken 512 of the flash
_MEMORIES = {"text": ("flash", 0, 32_256), "data": ("RAM", 0x80_0100, 2_048)}


def read_diagnostics(said: str) -> tuple[Diagnostic, ...]:
    """Return what the compiler or the linker said, one diagnostic for each thing."""
    found: list[Diagnostic] = []
    for line in said.splitlines():
        diagnostic = _read_line(line)
        if diagnostic and diagnostic not in found:
            found.append(diagnostic)
    return tuple(found)


def _read_line(line: str) -> Diagnostic | None:
    match = _COMPILER.match(line)
    if match:
        severity = match["severity"].removeprefix("fatal ")
        place = int(match["line"]), int(match["column"] or 0)
        return Diagnostic(Path(match["file"]), *place, severity, match["text"])
    match = _LINKER.match(line)
    if match:
        file = Path(match["file"]) if match["file"] and match["line"] else None
        return Diagnostic(file, int(match["line"] or 0), 0, "error", match["text"])
    match = _TOO_LARGE.search(line)
    if match:
        return too_large(match["region"], int(match["end"], 16))
    match = _OVERFLOWED.search(line)
    if match:
        end = _REGION_ENDS[match["region"]] + int(match["bytes"])
        return too_large(match["region"], end)
    return None


def too_large(region: str, end: int) -> Diagnostic:
    """Say that a sketch does not fit.

    Args:
        region: "text" (flash) or "data" (RAM), as the linker names them.
        end: the address, as the linker counts, where the sketch would end.
    """
    memory, start, there = _MEMORIES[region]
    text = f"the sketch needs {end - start} bytes of {memory}, and the chip has {there}"
    return Diagnostic(None, 0, 0, "error", text)
