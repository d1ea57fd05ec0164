"""What became of a camera's view."""

from dataclasses import dataclass
from enum import StrEnum


class View(StrEnum):
    """What became of the picture."""

    CLEAR = "clear"
    DARK = "dark"
    COVERED = "covered"
    TURNED = "turned"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is believed, with the numbers in words."""

    view: View
    why: str = ""


TAMPERS = {View.COVERED: "covered", View.TURNED: "turned away"}
"""What somebody must have done on purpose, in words."""
