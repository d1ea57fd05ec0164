"""What this machine has to build, simulate and upload sketches."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FROM_APT = {
    "/usr/bin/avr-gcc": "gcc-avr",
    "/usr/lib/avr/include/avr/io.h": "avr-libc",
    "/usr/share/arduino/hardware/arduino/avr/platform.txt": "arduino-core-avr",
    "/usr/include/simavr/sim_avr.h": "libsimavr-dev",
    "/usr/bin/avrdude": "avrdude",
    "/usr/bin/gcc": "gcc",
    "/usr/bin/g++": "g++",
    "/usr/include/doctest/doctest.h": "doctest-dev",
}
"""What a Debian system needs: a file, and the package that it is in. `maker` installs the same."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One of the things that are needed.

    Attributes:
        does: what it is for.
        says: what is there, with its version; what is missing.
        is_there: whether it can be used.
        to_do: what to do where it is missing; "" where it is only needed to work on the kit.
    """

    does: str
    says: str
    is_there: bool
    to_do: str = ""


def look_for_tools() -> list[Tool]:
    """Return every tool, there or not."""
    return [_compiler(), *_simulators(), _uploader(), _native()]


def compiler_here() -> str | None:
    """Return what builds sketches, with its version, or None; quick."""
    from makerkit.arduino.toolchain import find_toolchain

    found = find_toolchain()
    return f"avr-gcc {found.gcc_version}" if found else None


def simulator_here() -> str | None:
    """Return what would simulate them, or None; nothing is compiled for this."""
    from hardware_mocks.arduino.engine.harness_build import has_simavr
    from hardware_mocks.arduino.engine.kinds import node_program
    from makerkit.arduino.toolchain import ToolchainMissingError

    if has_simavr():
        return "simavr"
    try:
        node_program()
    except ToolchainMissingError:
        return None
    return "avr8js"


def missing_packages() -> list[str]:
    """Return what `apt-get install` would have to bring; nothing where there is no apt."""
    if not shutil.which("apt-get"):
        return []
    return [package for file, package in FROM_APT.items() if not Path(file).exists()]


def _compiler() -> Tool:
    from makerkit.arduino.toolchain import find_toolchain

    found = find_toolchain()
    if found is None:
        return Tool("builds", "no compiler for the Arduino", is_there=False, to_do=_how_to_get_it())
    versions = f"avr-gcc {found.gcc_version}, Arduino core {found.core_version}"
    return Tool("builds", f"{versions} ({found.core})", is_there=True)


def _how_to_get_it() -> str:
    missing = missing_packages()
    if missing:
        return f"Type: sudo apt-get install {' '.join(missing)}"
    return (
        "Install the Arduino IDE and, in it, the boards package “Arduino AVR Boards”; "
        "its compiler is found where the IDE keeps it."
    )


def _simulators() -> Iterator[Tool]:
    from hardware_mocks.arduino.engine.harness_build import harness_program
    from hardware_mocks.arduino.engine.kinds import node_program
    from makerkit.arduino.toolchain import ToolchainMissingError

    try:
        harness_program()
        yield Tool("simulates", f"simavr {_simavr_version()}", is_there=True)
        return
    except ToolchainMissingError as error:
        why_not_simavr = str(error)
    try:
        node = node_program()
        says = f"avr8js in Node ({node}): as exact as simavr, and about five times as slow"
        yield Tool("simulates", says, is_there=True)
    except ToolchainMissingError:
        yield Tool("simulates", why_not_simavr, is_there=False, to_do=_how_to_get_it())


def _simavr_version() -> str:
    for file in sorted(Path("/usr/lib").glob("*/pkgconfig/simavr.pc")):
        found = re.search(r"^Version: *(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found.group(1)
    return "of an unknown version"


def _uploader() -> Tool:
    program = shutil.which("avrdude")
    if program is None:
        to_do = _how_to_get_it() if sys.platform == "linux" else "Install avrdude."
        return Tool("uploads", "no avrdude", is_there=False, to_do=to_do)
    said = subprocess.run([program, "-?"], capture_output=True, text=True, check=False)
    found = re.search(r"version (\d[\d.]*\d)", said.stderr + said.stdout)
    version = found.group(1) if found else "of an unknown version"
    return Tool("uploads", f"avrdude {version} ({program})", is_there=True)


def _native() -> Tool:
    gcc, header = shutil.which("g++"), Path("/usr/include/doctest/doctest.h")
    missing = [] if gcc else ["g++"]
    missing += [] if header.exists() else ["doctest"]
    if missing:
        says = f"no {' and no '.join(missing)}: only to test the kit's own firmware"
        return Tool("tests", says, is_there=False)
    return Tool("tests", f"g++ ({gcc}) and doctest, for the kit's own firmware", is_there=True)
