"""Detectors that come with OpenCV, where Raspberry Pi OS keeps them.

Programs name the whole path, `/usr/share/opencv4/haarcascades/...`. On another computer the same
files lie inside of the cv2 package.
"""

from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any

from hardware_mocks.after_import import when_imported

HOMES = ("/usr/share/opencv4/haarcascades", "/usr/share/opencv/haarcascades")


def install() -> None:
    """Let programs find the detectors by the paths of a Pi, once they import cv2."""
    when_imported("cv2", _replace)


def _replace(cv2: ModuleType) -> None:
    real = cv2.CascadeClassifier

    def cascade_classifier(filename: Any = None) -> Any:
        return real() if filename is None else real(found_here(filename, cv2))

    vars(cv2)["CascadeClassifier"] = cascade_classifier


def found_here(filename: Any, cv2: ModuleType) -> str:
    """Return where a detector lies on this computer, for its path on a Pi; others unchanged."""
    path = PurePosixPath(str(filename))
    if str(path.parent) in HOMES and not Path(str(filename)).exists():
        here = Path(getattr(getattr(cv2, "data", None), "haarcascades", "")) / path.name
        if here.is_file():
            return str(here)
    return str(filename)
