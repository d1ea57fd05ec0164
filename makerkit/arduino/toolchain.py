"""Find the compiler for the Arduino's chip and the Arduino core, wherever this machine has them.

Debian's packages `gcc-avr`, `avr-libc` and `arduino-core-avr` are looked for first, then what the
Arduino IDE has downloaded for itself.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from makerkit.errors import UnsupportedHereError

DEBIAN_CORE = Path("/usr/share/arduino/hardware/arduino/avr")


class ToolchainMissingError(UnsupportedHereError):
    """This machine cannot compile for the Arduino, or lacks what simulates it."""


@dataclass(frozen=True)
class Toolchain:
    """A compiler and an Arduino core.

    Attributes:
        gcc: the `avr-gcc` program; its companions (`avr-g++`, `avr-objcopy`) stand beside it.
        core: the core's folder, with `cores/`, `variants/` and `libraries/` in it.
    """

    gcc: Path
    core: Path

    def tool(self, name: str) -> str:
        """Return the path of a companion of the compiler, such as `objcopy`."""
        return str(self.gcc.with_name(self.gcc.name.replace("avr-gcc", f"avr-{name}")))

    @cached_property
    def gcc_version(self) -> str:
        """The compiler's version, such as "5.4.0"."""
        return _ask(str(self.gcc), "-dumpversion")

    @cached_property
    def core_version(self) -> str:
        """The core's version, such as "1.8.7"."""
        text = (self.core / "platform.txt").read_text(encoding="utf-8")
        found = re.search(r"^version=(\S+)", text, re.MULTILINE)
        return found.group(1) if found else "unknown"

    @cached_property
    def identity(self) -> str:
        """What compiled code depends on besides its source; asks no program."""
        return f"{self.gcc} {_stamp(self.gcc)} {self.core} {_stamp(self.core / 'platform.txt')}"


def require_toolchain() -> Toolchain:
    """Return the toolchain.

    Raises:
        ToolchainMissingError: there is none; the message says how to get one.
    """
    found = find_toolchain()
    if found is None:
        raise ToolchainMissingError(
            f"Nothing here compiles sketches: {' and '.join(_missing())}. "
            "`./maker arduino` installs it, or says what to type."
        )
    return found


def find_toolchain() -> Toolchain | None:
    """Return the toolchain of this machine, or None."""
    return _find(os.environ.get("PATH", ""), str(Path.home()))


@cache
def _find(path: str, home: str) -> Toolchain | None:  # noqa: ARG001 - they name what is remembered
    gcc, core = _gcc(), _core()
    return Toolchain(gcc, core) if gcc and core else None


def _missing() -> list[str]:
    missing = [] if _gcc() else ["no avr-gcc was found"]
    return missing if _core() else [*missing, "no Arduino core for AVR was found"]


def _gcc() -> Path | None:
    on_path = shutil.which("avr-gcc")
    if on_path:
        return Path(on_path)
    name = "avr-gcc.exe" if sys.platform == "win32" else "avr-gcc"
    return _newest(_ide_packages().glob(f"arduino/tools/avr-gcc/*/bin/{name}"))


def _core() -> Path | None:
    if (DEBIAN_CORE / "platform.txt").is_file():
        return DEBIAN_CORE
    platform = _newest(_ide_packages().glob("arduino/hardware/avr/*/platform.txt"))
    return platform.parent if platform else None


def _ide_packages() -> Path:
    """Where the Arduino IDE and arduino-cli keep what they download."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local"
        return Path(local) / "Arduino15/packages"
    folder = "Library/Arduino15" if sys.platform == "darwin" else ".arduino15"
    return Path.home() / folder / "packages"


def _newest(found: Iterable[Path]) -> Path | None:
    paths = sorted(found, key=_version_in)
    return paths[-1] if paths else None


def _version_in(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(path))]


def _stamp(file: Path) -> str:
    state = file.resolve().stat()
    return f"{state.st_size} {state.st_mtime_ns}"


def _ask(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()
