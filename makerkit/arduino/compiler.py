"""Call the compiler for the ATmega328P as the Arduino IDE does."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from makerkit.arduino.diagnostics import BuildError, Diagnostic, read_diagnostics
from makerkit.arduino.toolchain import Toolchain

# What platform.txt and boards.txt of the core say for these boards, without debug information.
_COMMON = ["-Os", "-ffunction-sections", "-fdata-sections", "-flto", "-mmcu=atmega328p"]
_CPP = ["-std=gnu++11", "-fpermissive", "-fno-exceptions", "-fno-threadsafe-statics"]
_C = ["-std=gnu11", "-fno-fat-lto-objects"]
_ASSEMBLER = ["-x", "assembler-with-cpp"]
_LINK = ["-fuse-linker-plugin", "-Wl,--gc-sections", "-lm"]
_BOARDS = {
    "uno": ("ARDUINO_AVR_UNO", "standard"),
    "nano": ("ARDUINO_AVR_NANO", "eightanaloginputs"),
}
BOARDS = tuple(_BOARDS)


@dataclass(frozen=True)
class Compiler:
    """A toolchain, set up for one board."""

    toolchain: Toolchain
    board: str
    defines: tuple[str, ...]

    @property
    def flags(self) -> list[str]:
        """What every compilation is told."""
        board, variant = _BOARDS[self.board]
        core = self.toolchain.core
        defines = ["F_CPU=16000000L", "ARDUINO=10819", board, "ARDUINO_ARCH_AVR", *self.defines]
        # Debian 12's core names a macro that its own compiler lacks
        defines.append("DECIMAL_DIG=__DECIMAL_DIG__")
        includes = [core / "cores/arduino", core / "variants" / variant]
        return [
            *_COMMON,
            *(f"-D{define}" for define in defines),
            *(f"-I{folder}" for folder in includes),
            "-fdiagnostics-color=never",
        ]

    def compile(
        self, source: Path, target: Path, *, includes: Sequence[Path], warn: bool
    ) -> tuple[Diagnostic, ...]:
        """Compile one file and return the warnings.

        Raises:
            BuildError: it cannot be compiled.
        """
        command = [
            *self._language(source),
            *self.flags,
            *(["-Wall", "-Wextra"] if warn else ["-w"]),
            *(f"-I{folder}" for folder in includes),
            *["-c", str(source), "-o", str(target)],
        ]
        return read_diagnostics(_run(command))

    def _language(self, source: Path) -> list[str]:
        if source.suffix == ".c":
            return [str(self.toolchain.gcc), *_C]
        if source.suffix == ".S":
            return [str(self.toolchain.gcc), *_ASSEMBLER]
        return [self.toolchain.tool("g++"), *_CPP]

    def archive(self, objects: Sequence[Path], target: Path) -> None:
        """Put compiled files into one archive."""
        _run([self.toolchain.tool("gcc-ar"), "rcsD", str(target), *map(str, objects)])

    def link(self, objects: Sequence[Path], target: Path) -> None:
        """Make the program and its `.hex`.

        Raises:
            BuildError: something that is called is nowhere defined.
        """
        names = [str(file) for file in objects]
        _run([str(self.toolchain.gcc), "-w", *_COMMON, *_LINK, *names, "-o", str(target)])
        hex_file = str(target.with_suffix(".hex"))
        _run([self.toolchain.tool("objcopy"), "-O", "ihex", "-R", ".eeprom", str(target), hex_file])

    def sizes(self, program: Path) -> tuple[int, int]:
        """Return how many bytes of flash and of RAM a program takes."""
        table = _run([self.toolchain.tool("size"), "-A", str(program)])
        rows = [line.split() for line in table.splitlines()]
        size = {row[0]: int(row[1]) for row in rows if len(row) == 3 and row[1].isdigit()}
        flash = size.get(".text", 0) + size.get(".data", 0)
        return flash, sum(size.get(name, 0) for name in (".data", ".bss", ".noinit"))


def _run(command: list[str]) -> str:
    """Run a tool and return all that it said."""
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, "LC_ALL": "C"},
        check=False,
    )
    if done.returncode:
        raise _error(command, done.stdout)
    return done.stdout


def _error(command: list[str], said: str) -> BuildError:
    diagnostics = read_diagnostics(said)
    first = next((one for one in diagnostics if one.severity == "error"), None)
    last_words = (said.strip().splitlines() or ["no reason was given"])[-1]
    return BuildError(
        f"The sketch does not compile: {first or f'{Path(command[0]).name}: {last_words}'}",
        diagnostics,
        said,
    )
