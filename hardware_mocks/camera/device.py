"""One camera on the bench: what it is, what it looks at, and who holds it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hardware_mocks.camera.light import divided, good_exposure_us
from hardware_mocks.camera.models import CameraModel
from hardware_mocks.camera.picture import picture_at, square_pixels, widest
from hardware_mocks.camera.sensor import Look, Picture, prepare_noise
from hardware_mocks.camera.view import View, gives_pictures
from hardware_mocks.clock import WallClock
from makerkit.errors import MakerKitError

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench

NS_PER_S = 1_000_000_000


class CameraBusyError(MakerKitError, RuntimeError):
    """The camera is open already, in this program."""


class CameraDevice:
    """A camera on the bench. Only one at a time may hold it, as on a Pi.

    Attributes:
        number: as programs count them.
        name: of the part in the wiring, or "camera".
        model: what its sensor can do.
        holder: what holds it open ("Picamera2", "VideoCapture"), or "".
        seed: of its noise.
        is_running: whether frames come from it to who holds it.
        on_end: called when the run ends and somebody still holds it.
    """

    def __init__(self, bench: "Bench", number: int, name: str, model: CameraModel) -> None:
        self.bench = bench
        self.number = number
        self.name = name
        self.model = model
        self.holder = ""
        self.is_running = False
        self._was_seen = False
        self.on_end: Callable[[], object] = bool
        self.seed = bench.seed * 1_000_003 + number

    @property
    def view(self) -> View:
        """What it looks at."""
        return self.bench.cameras.view_of(self.number)

    @property
    def id(self) -> str:
        """How libcamera calls it."""
        bus = "usb" if self.model.name == "usb" else f"i2c0mux/i2c@{self.number + 1}"
        return f"/base/soc/{bus}/{self.model.address}"

    def is_on(self, t_ns: int) -> bool:
        """Whether it has power and its cable is in, so that it gives pictures."""
        part = self.bench.parts.get(self.name)
        return getattr(part, "connected", True) and gives_pictures(self.view, t_ns)

    def is_known(self) -> bool:
        """Whether the Pi knows of it: it had its cable and power when the Pi looked.

        One that loses its cable later stays in the list, as on a Pi, and gives no pictures.
        """
        self._was_seen = self._was_seen or self.is_on(self.bench.clock.now_ns)
        return self._was_seen

    def prepare(self, *sizes: tuple[int, int]) -> None:
        """Look once in each size, before frames come.

        A view may compute for seconds before its first picture, as the house does: that must be
        done by whoever starts the camera, and not by the bench's clock while all else waits.
        """
        if isinstance(self.bench.clock, WallClock):  # in virtual time nobody is late
            prepare_noise()
        field = self.model.native.size
        for size in sizes:
            box = widest(size, field)
            self.view.look(self.bench.clock.now_ns, square_pixels(size, box, field), box)

    def claim(self, holder: str) -> None:
        """Open the camera.

        Raises:
            CameraBusyError: somebody has it open.
        """
        if self.holder:
            self.note("refused", holder=self.holder)
            raise CameraBusyError(
                "Failed to acquire camera: Device or resource busy (this program has opened "
                f"camera {self.number} before, by {self.holder}, and has not closed it)"
            )
        self.holder = holder
        self.note("opened", by=holder)

    def release(self, holder: str = "", **data: Any) -> None:
        """Close the camera, if that holder has it open, or whoever has."""
        if self.holder and holder in {"", self.holder}:
            self.holder = ""
            self.note("closed", **data)

    def end(self) -> None:
        """Take it from whoever holds it: the run is over."""
        if self.holder:
            self.on_end()
            self.release(at_end=True)

    def note(self, what: str, **data: Any) -> None:
        """Put what happened to the camera into the trace."""
        now_ns = self.bench.clock.now_ns
        self.bench.trace.add(now_ns, "camera", camera=self.number, what=what, **data)

    def auto_picture(self, t_ns: int, size: tuple[int, int], fps: float = 30.0) -> Picture:
        """Return the BGR picture of a moment as the automatics make it once they have settled."""

        def look_in(lux: float) -> Look:
            good_us = good_exposure_us(self.model.f_number, lux)
            exposure = divided(
                good_us,
                "normal",
                longest_us=1e6 / fps,
                shortest_us=self.model.exposure_us[0],
                most_gain=self.model.most_gain,
            )
            gain = exposure.analogue_gain * exposure.digital_gain
            return Look(level=exposure.total / good_us, gain=gain, ticket=self.seed + t_ns)

        return picture_at(self, t_ns, size, look_in)
