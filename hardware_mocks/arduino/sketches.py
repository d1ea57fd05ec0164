"""Which program a board of the bench runs, and the file that its chip is loaded from."""

from __future__ import annotations

from pathlib import Path

from makerkit.errors import NotThereError

KIT = Path(__file__).resolve().parents[2]
FIRMWARE = KIT / "firmware"
LOADABLE = frozenset({".hex", ".elf"})


def firmware_of(sketch: str, folder: Path) -> Path | None:
    """Return the compiled program of a sketch, which is built where it has to be.

    Args:
        sketch: as in a wiring file: an .ino, .hex or .elf file, a sketch folder, or the name of
            one in `firmware/`; "" for none.
        folder: where such a file lies: the folder of the wiring.

    Raises:
        NotThereError: there is no such file.
        BuildError: the compiler does not accept it.
        ToolchainMissingError: there is no compiler, and it is not the kit's released firmware.
    """
    if not sketch:
        return None
    path = find_sketch(sketch, folder)
    if path.suffix in LOADABLE:
        return path
    from makerkit.arduino.released import hex_of

    return hex_of(path)


def find_sketch(sketch: str, folder: Path) -> Path:
    """Return the path of a sketch as it is written in a wiring file.

    Raises:
        NotThereError: there is no such file.
    """
    for path in (folder / sketch, FIRMWARE / sketch):
        if path.exists():
            return path
    raise NotThereError(
        f"There is no sketch {sketch!r}. In a wiring file, `sketch` is an .ino file beside it "
        f"({folder}), or the name of a folder in firmware/."
    )
