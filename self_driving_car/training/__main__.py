"""`python -m self_driving_car.training drive TUB...`: what `maker train` starts."""

import sys
from collections.abc import Callable
from importlib import import_module

from makerkit.errors import BadInputError, MakerKitError, NotThereError

KINDS = {
    "pilot": "self_driving_car.training.pilot",
    "drive": "self_driving_car.training.drive",
    "signs": "self_driving_car.training.signs",
}
WRONG_USE, FAILED, STOPPED = 2, 1, 130


def main(arguments: list[str]) -> int:
    """Train what the first word says, and return the exit code."""
    if not arguments or arguments[0] not in KINDS:
        kinds = ", ".join(KINDS)
        _tell(f"Say what to do ({kinds}): python -m self_driving_car.training drive TUB...")
        return WRONG_USE
    train: Callable[[list[str]], int] = import_module(KINDS[arguments[0]]).main
    try:
        return train(arguments[1:])
    except MakerKitError as error:
        _tell(str(error))
        return WRONG_USE if isinstance(error, (BadInputError, NotThereError)) else FAILED
    except KeyboardInterrupt:
        _tell("Stopped.")
        return STOPPED


def _tell(text: str) -> None:
    print(f"maker: {text}", file=sys.stderr, flush=True)  # noqa: T201 - this is a command


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
