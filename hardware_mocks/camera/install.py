"""Puts the stand-ins under a program that imports `picamera2` or `libcamera`, and only there."""

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

_HERE = "hardware_mocks.camera"
_PLACES = {
    "picamera2": f"{_HERE}.package",
    "libcamera": f"{_HERE}.libcamera_names",
    "libcamera._libcamera": f"{_HERE}.libcamera_names",
    "picamera2.picamera2": f"{_HERE}.picamera2",
    "picamera2.previews.drm_preview": f"{_HERE}.previews.window_preview",
    "picamera2.previews.qt_previews": f"{_HERE}.previews.window_preview",
}
"""Names that do not simply stand for a module of the same name here."""


def install() -> None:
    """Let programs of a simulated bench find the stand-ins, on a Pi as well.

    The real packages know nothing of a simulated camera; and half of each would fit nothing.
    """
    if not any(isinstance(finder, _StandIns) for finder in sys.meta_path):
        sys.meta_path.insert(0, _StandIns())  # before all others, which find files by their folder


class _StandIns(importlib.abc.MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        top = name.partition(".")[0]
        if top not in {"picamera2", "libcamera"}:
            return None
        place = _PLACES.get(name)
        if place is None:
            inner = name.partition(".")[2]
            place = f"{_HERE}.libcamera_names.{inner}" if top == "libcamera" else f"{_HERE}.{inner}"
        if place not in sys.modules and importlib.util.find_spec(place) is None:
            return None
        return importlib.machinery.ModuleSpec(name, _Loader(place))


class _Loader(importlib.abc.Loader):
    """Gives a module of the kit under another name."""

    def __init__(self, place: str) -> None:
        self._place = place

    def exec_module(self, module: ModuleType) -> None:
        # importlib takes what stands in sys.modules afterwards
        sys.modules[module.__name__] = import_module(self._place)
