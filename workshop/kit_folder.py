"""The kit's own folder, with its lessons and tests; an installed package has none of these."""

from pathlib import Path

from makerkit.errors import NotThereError, UnsupportedHereError

FOLDER = Path(__file__).resolve().parents[1]

USUAL_NAMES = ("maker", "makerkit", "maker-kit", "Desktop/maker", "Documents/maker")
"""What the kit's folder is usually called, in somebody's home folder."""


def is_here() -> bool:
    """Whether this is the kit's whole folder, and not an installed package."""
    return (FOLDER / "maker").is_file()


def part_of_the_kit(name: str) -> Path:
    """Return a file or folder of the kit.

    Raises:
        NotThereError: this is an installed package, and the kit's folder is somewhere else.
        UnsupportedHereError: the kit is installed as a package only.
    """
    path = FOLDER / name
    if not is_here() and (elsewhere := where_to_go(Path.cwd(), Path.home())):
        raise NotThereError(elsewhere)
    if not path.exists():
        raise UnsupportedHereError(
            f"The kit's {name} is not here: the installed package has the bench alone. "
            "Get the kit's whole folder, and type ./maker in it."
        )
    return path


def where_to_go(here: Path, home: Path) -> str:
    """Return what somebody has to type who started an installed `maker` outside of the kit.

    Args:
        here: the folder they are in.
        home: their home folder; the kit is looked for there, too.

    Returns:
        "" where no kit is found.
    """
    likely = (here, *here.parents, *(home / name for name in USUAL_NAMES))
    kit = next((folder for folder in likely if (folder / "lessons/course.toml").is_file()), None)
    if kit is None:
        return ""
    if kit == here:
        return "You are in the kit's folder: type ./maker here, not maker."
    shown = [
        f"~/{path.relative_to(home)}" if home in path.parents else path for path in (here, kit)
    ]
    return f"You are in {shown[0]}. Type `cd {shown[1]}` first, then `./maker`."
