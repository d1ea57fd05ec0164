"""Configurations as objects with attributes: `picamera2.configuration`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from hardware_mocks.camera.controls import Controls

if TYPE_CHECKING:
    from hardware_mocks.camera.picamera2 import Picamera2


class Configuration:
    """A dictionary of known fields, as attributes; a wrong name is an error."""

    _ALLOWED_FIELDS: ClassVar[tuple[str, ...]] = ()
    _FIELD_CLASS_MAP: ClassVar[dict[str, Any]] = {}
    _FORWARD_FIELDS: ClassVar[dict[str, str]] = {}

    def __init__(self, d: "Mapping[str, Any] | Configuration" = {}) -> None:  # noqa: B006
        given = d.make_dict() if isinstance(d, Configuration) else d
        for name in self._ALLOWED_FIELDS:
            setattr(self, name, None)
        self.update(given)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self._FORWARD_FIELDS:
            setattr(getattr(self, self._FORWARD_FIELDS[name]), name, value)
        elif name in self._ALLOWED_FIELDS:
            if name in self._FIELD_CLASS_MAP and isinstance(value, dict):
                value = self._FIELD_CLASS_MAP[name](value)
            super().__setattr__(name, value)
        else:
            raise RuntimeError(f"Invalid field {name!r}")

    def __getattr__(self, name: str) -> Any:  # reached only where there is no such attribute
        if name in type(self)._FORWARD_FIELDS:
            return getattr(getattr(self, self._FORWARD_FIELDS[name]), name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.make_dict()!r})"

    def update(self, update_dict: Mapping[str, Any]) -> None:
        """Set several fields."""
        for name, value in update_dict.items():
            setattr(self, name, value)

    def make_dict(self) -> dict[str, Any]:
        """Return the fields as a dictionary."""
        found: dict[str, Any] = {}
        for name in self._ALLOWED_FIELDS:
            value = getattr(self, name)
            found[name] = value.make_dict() if isinstance(value, Configuration) else value
        return found

    def align(self, optimal: bool = True) -> None:
        """Make the size one that the hardware likes."""
        step = 2
        if optimal:
            step = {"YUV420": 64, "YVU420": 64, "XBGR8888": 16, "XRGB8888": 16}.get(self.format, 32)
        width, height = self.__getattribute__("size")
        self.size = (width - width % step, height - height % 2)


class StreamConfiguration(Configuration):
    """One stream."""

    _ALLOWED_FIELDS = ("size", "format", "stride", "framesize", "preserve_ar")


class SensorConfiguration(Configuration):
    """How the sensor is read."""

    _ALLOWED_FIELDS = ("output_size", "bit_depth")


class CameraConfiguration(Configuration):
    """The whole camera."""

    _ALLOWED_FIELDS = (
        "use_case", "buffer_count", "transform", "display", "encode", "colour_space", "controls",
        "main", "lores", "raw", "queue", "sensor",
    )  # fmt: skip
    _FIELD_CLASS_MAP: ClassVar = {
        "main": StreamConfiguration,
        "lores": StreamConfiguration,
        "raw": StreamConfiguration,
        "sensor": SensorConfiguration,
    }
    _FORWARD_FIELDS: ClassVar = {"size": "main", "format": "main"}

    def __init__(
        self,
        d: Mapping[str, Any] = {},
        picam2: "Picamera2 | None" = None,
    ) -> None:
        given = dict(d)
        if "controls" in given:
            assert picam2 is not None
            given["controls"] = Controls(picam2, given["controls"])
        super().__init__(given)
        if "raw" not in given:
            self.enable_raw()
        if "sensor" not in given:
            self.sensor = SensorConfiguration()

    def enable_lores(self, onoff: bool = True) -> None:
        """Have a second, smaller stream, or none."""
        size = self.main.size
        self.lores = StreamConfiguration({"size": size, "format": "YUV420"}) if onoff else None

    def enable_raw(self, onoff: bool = True) -> None:
        """Have the sensor's own pixels as a stream, or not."""
        self.raw = StreamConfiguration({"size": None, "format": None}) if onoff else None

    def align(self, optimal: bool = True) -> None:
        """Make the sizes ones that the hardware likes."""
        self.main.align(optimal)
        if self.lores is not None:
            self.lores.align(optimal)
