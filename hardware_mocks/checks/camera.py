"""The camera as a check speaks of it: what stands before it, and what the program did with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hardware_mocks.checks.failure import BrokenCheckError, CheckFailure, NothingSeenError
from hardware_mocks.checks.quantities import Quantity, seconds
from makerkit.trace_lines import NS_PER_S

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from hardware_mocks.bench import Bench
    from hardware_mocks.camera.device import CameraDevice
    from hardware_mocks.camera.view import Box, Scenery, View
    from hardware_mocks.camera.views.cards import CardsView
    from hardware_mocks.checks.run import Run
    from hardware_mocks.worlds.house.house import House

LIGHT_EVERY_NS = 200_000_000
HANDED_OVER = ("frame", "file")
"""What the camera notes when the program takes a frame."""


class Taken(NamedTuple):
    """A frame that the program took.

    Attributes:
        t_s: when it got it.
        size: (width, height).
        file: where it was written to, "" for an array.
    """

    t_s: float
    size: tuple[int, int]
    file: str = ""


class CameraView:
    """What the program did with a camera; changes nothing."""

    def __init__(self, run: Run, number: int = 0) -> None:
        self._run = run
        self._number = number

    @property
    def opened_s(self) -> list[float]:
        """When the program opened it, each time."""
        return self._times("opened")

    @property
    def refused_s(self) -> list[float]:
        """When the program wanted to open it while it was open already."""
        return self._times("refused")

    @property
    def started_s(self) -> list[float]:
        """When it began to take pictures, each time."""
        return self._times("started")

    @property
    def stopped_s(self) -> list[float]:
        """When it stopped taking pictures, each time; closing it stops it, too."""
        return self._times("stopped")

    @property
    def closed_s(self) -> list[float]:
        """When the program itself closed it, each time; not when Python's end did."""
        events = self._events("closed")
        return [t_s for t_s, data in events if not data.get("at_end")]

    @property
    def is_open(self) -> bool:
        """Whether the program holds it."""
        return len(self.opened_s) > len(self.closed_s)

    @property
    def is_running(self) -> bool:
        """Whether it takes pictures now."""
        whats = [data["what"] for _, data in self._events("started", "stopped", "closed")]
        return bool(whats) and whats[-1] == "started"

    @property
    def frames(self) -> list[Taken]:
        """The frames that the program took, as arrays or into files."""
        return [
            Taken(t_s, _size(data["size"]), data.get("file", ""))
            for t_s, data in self._events(*HANDED_OVER)
        ]

    @property
    def use(self) -> str:
        """What it was configured for: "still", "preview", "video"; raises LookupError if never."""
        return str(self._configured()["use"])

    @property
    def format(self) -> str:
        """The format of its main stream: "RGB888"."""
        return str(self._configured()["main"]["format"])

    @property
    def size(self) -> tuple[int, int]:
        """The size of its main stream, (width, height)."""
        return _size(self._configured()["main"]["size"])

    def _configured(self) -> dict[str, Any]:
        events = self._events("configured")
        if not events:
            raise NothingSeenError("the camera was never configured")
        return events[-1][1]

    def _times(self, what: str) -> list[float]:
        return [t_s for t_s, _ in self._events(what)]

    def _events(self, *whats: str) -> list[tuple[float, dict[str, Any]]]:
        return [
            (event.t_ns / NS_PER_S, event.data)
            for event in self._run.log.trace
            if event.kind == "camera"
            and event.data["camera"] == self._number
            and event.data["what"] in whats
        ]


class Camera(CameraView):
    """What a check does before a camera.

    Args:
        folder: the lesson's, for files that it names.
    """

    def __init__(self, run: Run, number: int, folder: Path) -> None:
        super().__init__(run, number)
        self._folder = folder
        self._cards: CardsView | None = None

    def shows_card(self, colour: str, at: Box = (0.35, 0.3, 0.3, 0.4)) -> None:
        """Somebody holds a card of a colour before it: "red", "green", "blue", "yellow".

        Args:
            at: where it is seen: x, y, width and height as shares of the picture.
        """
        from hardware_mocks.camera.views.cards import CardsView

        if self._cards is None:
            self._cards = CardsView()
        self._cards.show(colour, at)
        self._look_at(self._cards)

    def takes_card_away(self) -> None:
        """Nobody holds a card before it any more."""
        if self._cards is None:
            raise BrokenCheckError("There is no card to take away.")
        self._cards.take_away()
        self._run.acted()

    def looks_at(
        self, scenario: str, *, camera: str = "living_room", from_: Quantity = 0, seed: int = 0
    ) -> House:
        """From now on it sees what a camera of the house sees in a scenario.

        Args:
            scenario: a built-in name, or a file of the lesson: "evening.toml".
            camera: which camera of the house.
            from_: what is now is so long after the scenario's start.
        """
        from hardware_mocks.worlds.house.house import House

        file = self._folder / scenario
        house = House(str(file) if file.is_file() else scenario, seed=self._bench.seed + seed)
        now_ns = self._bench.clock.now_ns
        self._look_at(_Later(house.view(camera), round(seconds(from_) * NS_PER_S) - now_ns))
        return house

    def sees(self, size: tuple[int, int], at_s: float | None = None) -> NDArray[Any]:
        """Return the picture of a moment as the camera makes it by itself: blue, green, red.

        Args:
            size: (width, height).
            at_s: when; by default now.
        """
        t_ns = self._bench.clock.now_ns if at_s is None else round(at_s * NS_PER_S)
        return self._device.auto_picture(t_ns, size)

    def is_closed(self, within: Quantity = "1 s") -> None:
        """The program gives the camera back in that time."""
        self._run.looks += 1
        within_s = seconds(within)
        if not self._run.wait_until(lambda: not self.is_open, within_s):
            raise CheckFailure("camera.still_open", since_s=self.opened_s[-1], t_s=self._run.now_s)

    def _look_at(self, view: View) -> None:
        self._bench.cameras.views[self._device.name] = view
        self._run.acted()

    @property
    def _device(self) -> CameraDevice:
        device = self._bench.cameras.numbered(self._number)
        if device is None:
            raise BrokenCheckError(f"There is no camera {self._number} in the lesson's wiring.")
        return device

    @property
    def _bench(self) -> Bench:
        bench: Bench | None = getattr(self._run.stage, "bench", None)
        if bench is None:
            raise BrokenCheckError(
                "A camera is checked on the simulated bench: leave out --hardware."
            )
        return bench


class _Later:
    """A view at another time.

    The light is asked for every frame of the sensor, also of those that nobody takes, and the
    house has to look at every lamp and window for it: five times a second is enough.
    """

    def __init__(self, view: Any, by_ns: int) -> None:
        self._view = view
        self._by_ns = by_ns
        self._known: dict[str, tuple[int, float]] = {}

    def look(self, t_ns: int, size: tuple[int, int], crop: Box = (0.0, 0.0, 1.0, 1.0)) -> Scenery:
        return self._view.look(t_ns + self._by_ns, size, crop)  # type: ignore[no-any-return]

    def light(self, t_ns: int) -> float:
        return self._of_this_moment("light", t_ns)

    def colour_temperature(self, t_ns: int) -> float:
        return self._of_this_moment("colour_temperature", t_ns)

    def _of_this_moment(self, what: str, t_ns: int) -> float:
        moment_ns = t_ns - t_ns % LIGHT_EVERY_NS
        known_ns, value = self._known.get(what, (-1, 0.0))
        if known_ns != moment_ns:
            value = float(getattr(self._view, what)(moment_ns + self._by_ns))
            self._known[what] = moment_ns, value
        return value


def _size(raw: Any) -> tuple[int, int]:
    return int(raw[0]), int(raw[1])
