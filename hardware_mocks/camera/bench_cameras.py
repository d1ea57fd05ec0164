"""The cameras of a bench, and what each looks at."""

from typing import TYPE_CHECKING

from hardware_mocks.camera.device import CameraDevice
from hardware_mocks.camera.models import DEFAULT_MODEL, MODELS
from hardware_mocks.camera.view import View
from hardware_mocks.camera.views.test_card import TestCard

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench

ALONE = "camera"
"""The name of the one camera of a bench without a wiring file."""
MOST = 4
"""Cameras on a bench without a wiring file: more than one where a world shows more."""


class Cameras:
    """The cameras of a bench: those of its wiring file; without one, one that is always there.

    Attributes:
        views: what cameras look at, by name of the part or by number ("0").
        models: sensors by name of the part, for a bench without a wiring file.
    """

    def __init__(self, bench: "Bench") -> None:
        self._bench = bench
        self._devices: dict[str, CameraDevice] = {}
        self._test_cards: dict[str, View] = {}
        self.views: dict[str, View] = {}
        self.models: dict[str, str] = {}

    def names(self) -> list[str]:
        """Return the names of all cameras, in the order of their numbers."""
        parts = [part.name for part in self._bench.parts.values() if part.kind == "camera"]
        if parts or self._bench.has_wiring:
            return parts
        return [ALONE, *(f"camera {n}" for n in range(1, MOST) if str(n) in self.views)]

    def numbered(self, number: int) -> CameraDevice | None:
        """Return a camera by its number, or None."""
        names = self.names()
        if not 0 <= number < len(names):
            return None
        name = names[number]
        if name not in self._devices:
            part = self._bench.parts.get(name)
            model = getattr(part, "model", self.models.get(name, DEFAULT_MODEL))
            self._devices[name] = CameraDevice(self._bench, number, name, MODELS[model])
        return self._devices[name]

    def all(self) -> list[CameraDevice]:
        """Return every camera."""
        return [d for n in range(len(self.names())) if (d := self.numbered(n)) is not None]

    def view_of(self, number: int) -> View:
        """Return what a camera looks at; a test card unless somebody has said something else."""
        names = self.names()
        name = names[number] if number < len(names) else ALONE
        label = self._bench.label(self._bench.parts[name]) if name in self._bench.parts else name
        for known in (name, label, str(number)):
            if known in self.views:
                return self.views[known]
        return self._test_cards.setdefault(name, TestCard(label))

    def remark(self) -> str:
        """Return what may be the reason that a program waits for ever, or ""."""
        idle = [d for d in self._devices.values() if d.holder == "Picamera2" and not d.is_running]
        if not idle:
            return ""
        return (
            f"Camera {idle[0].number} is open and does not run: if the program waits for a "
            "picture, start the camera first, with start()."
        )

    def close(self) -> None:
        """Let go of every camera: the run is over."""
        for device in self._devices.values():
            device.end()
        for view in self.views.values():
            close = getattr(view, "close", None)
            if close is not None:
                close()
