"""What a simulated camera looks at: a view gives the scene, the sensor makes a picture of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Box: TypeAlias = tuple[float, float, float, float]
"""x, y, width, height as shares (0.0-1.0) of the field of view."""
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)

NEUTRAL_K = 5000.0
"""Colour temperature of daylight through a window."""
USUAL_DISTANCE_M = 2.0


@dataclass(frozen=True, slots=True)
class Scenery:
    """What is in front of a camera at one moment.

    Attributes:
        image: (height, width, 3) BGR with the gamma of a screen, well exposed for `lux` (118 is
            mid-grey there) and without a colour cast. The sensor adds both, and noise.
        lux: light on the scene (sun 50_000, office 300, night lamp 5, infrared lamp about 1).
        is_infrared: lit by an infrared lamp: there are no colours.
    """

    image: "NDArray[np.uint8]"
    lux: float
    is_infrared: bool = False


class View(Protocol):
    """Something to look at. The same time gives the same scene, whatever was asked before.

    A view may know more than it must; each of these is asked for every frame and must be cheap:

    - `light(t_ns) -> float`: the light in lux, without a picture;
    - `colour_temperature(t_ns) -> float`: of the light (lamp 2700 K, daylight 5500 K);
    - `distance(t_ns) -> float`: how far away in metres what is looked at is;
    - `is_on(t_ns) -> bool`: whether the camera has power and cable, and so gives pictures;
    - `late_ns(number, duration_ns) -> int | None`: how much later than after its own duration a
      frame reaches the program; None: it is lost on the way.
    """

    def look(self, t_ns: int, size: tuple[int, int], crop: Box = WHOLE) -> Scenery:
        """Return the scene at a time of the bench's clock.

        Args:
            t_ns: nanoseconds since the run began.
            size: (width, height) in pixels, which are square.
            crop: which share of the field of view fills the picture.
        """


def lux_of(view: View, t_ns: int) -> float:
    """Return the light on a view's scene."""
    light: Callable[[int], float] | None = getattr(view, "light", None)
    return view.look(t_ns, (16, 12)).lux if light is None else light(t_ns)


def kelvin_of(view: View, t_ns: int) -> float:
    """Return the colour temperature of a view's light."""
    temperature: Callable[[int], float] | None = getattr(view, "colour_temperature", None)
    return NEUTRAL_K if temperature is None else temperature(t_ns)


def metres_to(view: View, t_ns: int) -> float:
    """Return how far away what a view shows is."""
    distance: Callable[[int], float] | None = getattr(view, "distance", None)
    return USUAL_DISTANCE_M if distance is None else distance(t_ns)


def gives_pictures(view: View, t_ns: int) -> bool:
    """Return whether a view's camera has power and cable."""
    is_on: Callable[[int], bool] | None = getattr(view, "is_on", None)
    return True if is_on is None else is_on(t_ns)


def late_ns(view: View, number: int, duration_ns: int) -> int | None:
    """Return how much later a frame comes than it could; None where it is lost."""
    lateness: Callable[[int, int], int | None] | None = getattr(view, "late_ns", None)
    return 0 if lateness is None else lateness(number, duration_ns)
