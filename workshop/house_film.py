"""Pictures and films of what the cameras of the house see, several side by side."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from makerkit.errors import BadInputError

if TYPE_CHECKING:
    from hardware_mocks.camera.device import CameraDevice
    from hardware_mocks.worlds.house.house import House

NS_PER_S = 1_000_000_000
SHAPE = 3 / 4
"""Height of a picture by its width, as of the Pi's cameras."""


def still(house: "House", path: Path, cameras: Sequence[str], *, at_s: float, width: int) -> None:
    """Write one picture of these cameras at a time."""
    import cv2

    from makerkit.atomic_file import write_atomically

    picture = Wall(house, cameras, width).at(at_s)
    write_atomically(path, cv2.imencode(".png", picture)[1].tobytes())


def film(
    house: "House",
    path: Path,
    cameras: Sequence[str],
    times: Iterable[float],
    *,
    fps: float,
    width: int,
) -> None:
    """Write a film of these cameras, one picture at each of the times."""
    from makerkit.camera.clips import ClipWriter
    from makerkit.camera.frame import Frame
    from makerkit.camera.h264 import H264Encoder

    wall = Wall(house, cameras, width)
    path.unlink(missing_ok=True)
    encoder = H264Encoder(*wall.size, fps=fps, preset="veryfast")
    with ClipWriter(path, wall.size) as clip:
        for number, t_s in enumerate(times):
            frame = Frame.from_bgr(number, round(t_s * NS_PER_S), wall.at(t_s))
            clip.write_all(encoder.encode(frame))
        clip.write_all(encoder.close())


class Wall:
    """The pictures of some cameras beside each other, each with its name and the time.

    Args:
        width: of each picture in pixels.
    """

    def __init__(self, house: "House", cameras: Sequence[str], width: int) -> None:
        self._house = house
        self._devices = {camera: camera_of(house, camera) for camera in cameras}
        self._each = (width // 4 * 4, round(width * SHAPE) // 4 * 4)
        self._columns = math.ceil(math.sqrt(len(cameras)))
        self._rows = math.ceil(len(cameras) / self._columns)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of all together."""
        width, height = self._each
        return width * self._columns, height * self._rows

    def at(self, t_s: float) -> Any:
        """Return the BGR picture of a time."""
        import numpy as np

        width, height = self._each
        whole = np.zeros((height * self._rows, width * self._columns, 3), np.uint8)
        for place, (name, device) in enumerate(self._devices.items()):
            row, column = divmod(place, self._columns)
            picture = self._picture(name, device, t_s)
            rows = slice(row * height, (row + 1) * height)
            whole[rows, column * width : (column + 1) * width] = picture
        return whole

    def _picture(self, name: str, device: "CameraDevice", t_s: float) -> Any:
        import cv2
        import numpy as np

        from hardware_mocks.worlds.house.snapshot import clock_text

        t_ns = round(t_s * NS_PER_S)
        width, height = self._each
        state = self._house.state(t_ns)
        text = f"{name.replace('_', ' ')}  {clock_text(state.clock_s)}"
        if state.cameras_on[name]:
            picture = np.ascontiguousarray(device.auto_picture(t_ns, self._each, fps=15.0))
        else:
            picture = np.zeros((height, width, 3), np.uint8)
            text += "  no picture"
        for color, thick in (((0, 0, 0), 3), ((255, 255, 255), 1)):
            at, font = (8, height - 10), cv2.FONT_HERSHEY_SIMPLEX
            cv2.putText(picture, text, at, font, 0.45, color, thick, cv2.LINE_AA)
        return picture


def camera_of(house: "House", camera: str) -> "CameraDevice":
    """Return a simulated camera that hangs in the house, with its exposure and its noise."""
    from hardware_mocks.bench import Bench
    from hardware_mocks.clock import WallClock

    bench = Bench(WallClock(), seed=house.seed)
    bench.views["0"] = house.camera_view(camera)
    device = bench.cameras.numbered(0)
    if device is None:
        raise BadInputError(f"No camera can be put before {camera}.")
    return device
