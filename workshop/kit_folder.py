"""The kit's own folder, with its lessons and tests; an installed package has none of these."""

from pathlib import Path

from makerkit.errors import UnsupportedHereError

FOLDER = Path(__file__).resolve().parents[1]


def is_here() -> bool:
    """Whether this is the kit's whole folder, and not an installed package."""
    return (FOLDER / "maker").is_file()


def part_of_the_kit(name: str) -> Path:
    """Return a file or folder of the kit.

    Raises:
        UnsupportedHereError: the kit is installed as a package only.
    """
    path = FOLDER / name
    if not is_here() or not path.exists():
        raise UnsupportedHereError(
            f"There is no {name} here: the installed package has the bench alone. "
            "Get the kit's whole folder, and type ./maker in it."
        )
    return path
