"""The camera boards that a bench can have: what their sensors can do.

Modes and limits are those that libcamera reports on a Raspberry Pi 4 (`rpicam-hello
--list-cameras`), and the data sheets' sizes of a pixel.
"""

from dataclasses import dataclass

Rect = tuple[int, int, int, int]
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SensorMode:
    """One way in which a sensor can be read.

    Attributes:
        size: of its pictures.
        fps: the most pictures a second.
        crop: which pixels of the sensor it reads, (x, y, width, height).
        bit_depth: bits of a raw pixel.
    """

    size: Size
    fps: float
    crop: Rect
    bit_depth: int = 10


@dataclass(frozen=True, slots=True)
class CameraModel:
    """One kind of camera board.

    Attributes:
        name: of its sensor, as libcamera says it.
        modes: from the smallest to the largest.
        bayer_order: of the colour filters, from the top left, for a picture that is not turned.
        cell_nm: side of a pixel in nanometres.
        most_gain, exposure_us: what can be set.
        f_number, focal_mm: of its lens.
        has_autofocus: whether the lens moves.
        location: how it is known to be mounted (2: external), rotation in degrees.
        address: of the sensor on its bus.
    """

    name: str
    modes: tuple[SensorMode, ...]
    bayer_order: str
    cell_nm: int
    most_gain: float
    exposure_us: tuple[int, int]
    f_number: float
    focal_mm: float
    address: str
    has_autofocus: bool = False
    location: int = 2
    rotation: int = 0

    @property
    def native(self) -> SensorMode:
        """The mode that shows all pixels."""
        return self.modes[-1]

    @property
    def resolution(self) -> Size:
        """All pixels."""
        return self.native.size


IMX219 = CameraModel(
    "imx219",
    (
        SensorMode((640, 480), 206.65, (1000, 752, 1280, 960)),
        SensorMode((1640, 1232), 41.85, (0, 0, 3280, 2464)),
        SensorMode((1920, 1080), 47.57, (680, 692, 1920, 1080)),
        SensorMode((3280, 2464), 21.19, (0, 0, 3280, 2464)),
    ),
    bayer_order="RGGB", cell_nm=1120, most_gain=10.666667, exposure_us=(75, 11_766_829),
    f_number=2.0, focal_mm=3.04, address="imx219@10", rotation=180,
)  # fmt: skip
OV5647 = CameraModel(
    "ov5647",
    (
        SensorMode((640, 480), 58.92, (16, 0, 2560, 1920)),
        SensorMode((1296, 972), 46.34, (0, 0, 2592, 1944)),
        SensorMode((1920, 1080), 32.81, (348, 434, 1928, 1080)),
        SensorMode((2592, 1944), 15.63, (0, 0, 2592, 1944)),
    ),
    bayer_order="GBRG", cell_nm=1400, most_gain=63.9375, exposure_us=(130, 969_249),
    f_number=2.9, focal_mm=3.6, address="ov5647@36",
)  # fmt: skip
IMX708 = CameraModel(
    "imx708",
    (
        SensorMode((1536, 864), 120.13, (768, 432, 3072, 1728)),
        SensorMode((2304, 1296), 56.03, (0, 0, 4608, 2592)),
        SensorMode((4608, 2592), 14.35, (0, 0, 4608, 2592)),
    ),
    bayer_order="RGGB", cell_nm=1400, most_gain=16.0, exposure_us=(26, 112_015_443),
    f_number=1.8, focal_mm=4.74, address="imx708@1a", rotation=180, has_autofocus=True,
)  # fmt: skip
USB = CameraModel(
    "usb",
    (
        SensorMode((640, 480), 30.0, (0, 0, 640, 480)),
        SensorMode((1280, 720), 30.0, (0, 0, 1280, 720)),
    ),
    bayer_order="", cell_nm=3000, most_gain=4.0, exposure_us=(100, 500_000),
    f_number=2.4, focal_mm=4.0, address="usb",
)  # fmt: skip

MODELS = {model.name: model for model in (IMX219, OV5647, IMX708, USB)}
DEFAULT_MODEL = "imx219"
