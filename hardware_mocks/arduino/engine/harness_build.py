"""Compile the harness around simavr once, and keep it in the user's cache."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from makerkit.arduino.toolchain import ToolchainMissingError
from makerkit.user_cache import cached_folder, content_key

SOURCES = Path(__file__).parents[1] / "harness"
SIMAVR_HEADERS = Path("/usr/include/simavr")
# -ffp-contract: the same rounding of an encoder's edges on every machine
_FLAGS = ["-O2", "-std=gnu11", "-Wall", "-Wextra", "-ffp-contract=off", f"-I{SIMAVR_HEADERS}"]
_LIBRARIES = ["-lsimavr", "-lm"]


@cache
def harness_program() -> Path:
    """Return the compiled harness.

    Raises:
        ToolchainMissingError: simavr or a C compiler is missing here, or does not fit.
    """
    compiler = _c_compiler()
    sources = sorted(SOURCES.glob("*.c"))
    headers = [SOURCES / "chip.h", SIMAVR_HEADERS / "sim_avr.h"]
    contents = [file.read_bytes() for file in (*sources, *headers)]
    key = content_key([compiler, *_FLAGS, *contents])

    def make(folder: Path) -> None:
        command = [compiler, *_FLAGS, *map(str, sources), *_LIBRARIES]
        _compile([*command, "-o", str(folder / "harness")])

    return cached_folder("harness", key, make) / "harness"


def has_simavr() -> bool:
    """Tell whether there is what the harness is made of."""
    return _find_compiler() is not None and (SIMAVR_HEADERS / "sim_avr.h").is_file()


def _find_compiler() -> str | None:
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def _c_compiler() -> str:
    compiler = _find_compiler()
    missing = [] if compiler else ["no C compiler was found"]
    if not (SIMAVR_HEADERS / "sim_avr.h").is_file():
        missing.append("simavr's headers are not there (libsimavr-dev)")
    if missing or not compiler:
        raise ToolchainMissingError(
            f"Nothing here runs sketches: {' and '.join(missing)}. "
            "`./maker arduino` installs it, or says what to type."
        )
    return compiler


def _compile(command: list[str]) -> None:
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        said = done.stderr.strip()
        first = next((line for line in said.splitlines() if "error" in line), said[-300:])
        raise ToolchainMissingError(
            f"The simulator's own program does not compile here: {first}. It needs simavr 1.6 "
            "or newer (libsimavr-dev); `./maker arduino` shows what is there."
        )
