"""Makes the folders of the system: for their owner only, with a sentence where that cannot be."""

from pathlib import Path

from makerkit.errors import BadInputError

OWNER_ONLY = 0o700


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, unless it is there.

    Raises:
        BadInputError: it cannot be made; the message names it and says why.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY)
    except FileExistsError:
        raise BadInputError(f"{path} is no folder. Name another one with --folder.") from None
    except OSError as error:
        raise BadInputError(
            f"The folder {path} cannot be made: {error.strerror or error}. "
            "Name another one with --folder."
        ) from error
