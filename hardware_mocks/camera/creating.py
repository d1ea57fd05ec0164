"""Making camera configurations, and sizes that the hardware likes: a part of `Picamera2`."""

from typing import Any

from hardware_mocks.camera.libcamera_names import controls as ids
from hardware_mocks.camera.libcamera_names.geometry import ColorSpace, Transform
from hardware_mocks.camera.platform import Platform, get_platform
from hardware_mocks.camera.sensor_format import SensorFormat
from hardware_mocks.camera.state import CameraState

_STREAM_KEYS = ("format", "size", "stride", "preserve_ar")
_OF_A_SENSOR_MODE = ("bit_depth", "crop_limits", "exposure_limits", "fps", "unpacked")
_NOISE = ids.NoiseReductionModeEnum


class Creating(CameraState):
    """The part of `Picamera2` that makes configurations."""

    def create_preview_configuration(
        self,
        main: Any = {},  # noqa: B006 (the real package's signature; never changed)
        lores: Any = None,
        raw: Any = {},  # noqa: B006
        transform: Transform = Transform(),  # noqa: B008
        colour_space: ColorSpace | None = ColorSpace.Sycc(),  # noqa: B008
        buffer_count: int = 4,
        controls: Any = {},  # noqa: B006
        display: str | None = "main",
        encode: str | None = "main",
        queue: bool = True,
        sensor: Any = {},  # noqa: B006
        use_case: str = "preview",
    ) -> dict[str, Any]:
        """Return a configuration for looking: 640x480, from 12 frames a second up."""
        standard = {"NoiseReductionMode": _NOISE.Minimal, "FrameDurationLimits": (100, 83333)}
        return self._created(
            {"format": "XBGR8888", "size": (640, 480), "preserve_ar": True}, main, lores, raw,
            transform=transform, colour_space=colour_space, buffer_count=buffer_count,
            controls=standard | controls, display=display, encode=encode, queue=queue,
            sensor=sensor, use_case=use_case,
        )  # fmt: skip

    def create_still_configuration(
        self,
        main: Any = {},  # noqa: B006
        lores: Any = None,
        raw: Any = {},  # noqa: B006
        transform: Transform = Transform(),  # noqa: B008
        colour_space: ColorSpace | None = ColorSpace.Sycc(),  # noqa: B008
        buffer_count: int = 1,
        controls: Any = {},  # noqa: B006
        display: str | None = None,
        encode: str | None = None,
        queue: bool = True,
        sensor: Any = {},  # noqa: B006
        use_case: str = "still",
    ) -> dict[str, Any]:
        """Return a configuration for photographs: all pixels, as much time as it takes."""
        standard = {"NoiseReductionMode": _NOISE.HighQuality, "FrameDurationLimits": (100, 10**9)}
        size = self.sensor_resolution
        return self._created(
            {"format": "BGR888", "size": size, "preserve_ar": True}, main, lores, raw,
            transform=transform, colour_space=colour_space, buffer_count=buffer_count,
            controls=standard | controls, display=display, encode=encode, queue=queue,
            sensor=sensor, use_case=use_case,
        )  # fmt: skip

    def create_video_configuration(
        self,
        main: Any = {},  # noqa: B006
        lores: Any = None,
        raw: Any = {},  # noqa: B006
        transform: Transform = Transform(),  # noqa: B008
        colour_space: ColorSpace | None = None,
        buffer_count: int = 6,
        controls: Any = {},  # noqa: B006
        display: str | None = "main",
        encode: str | None = "main",
        queue: bool = True,
        sensor: Any = {},  # noqa: B006
        use_case: str = "video",
    ) -> dict[str, Any]:
        """Return a configuration for recording: 1280x720 at 30 frames a second."""
        standard = {"NoiseReductionMode": _NOISE.Fast, "FrameDurationLimits": (33333, 33333)}
        made = self._created(
            {"format": "XBGR8888", "size": (1280, 720), "preserve_ar": True}, main, lores, raw,
            transform=transform, colour_space=colour_space, buffer_count=buffer_count,
            controls=standard | controls, display=display, encode=encode, queue=queue,
            sensor=sensor, use_case=use_case,
        )  # fmt: skip
        if colour_space is None:
            width, height = made["main"]["size"]
            is_small = width < 1280 or height < 720
            made["colour_space"] = ColorSpace.Smpte170m() if is_small else ColorSpace.Rec709()
        return made

    def _created(
        self, standard: dict[str, Any], main: Any, lores: Any, raw: Any, **more: Any
    ) -> dict[str, Any]:
        if self.camera is None:
            raise RuntimeError("Camera not opened")
        if not self._is_rpi_camera():
            raw = more["sensor"] = None
        streams: dict[str, Any] = {"main": self._make_initial_stream_config(standard, main)}
        self.align_stream(streams["main"], optimal=False)
        size = streams["main"]["size"]
        small = {"format": "YUV420", "size": size, "preserve_ar": False}
        streams["lores"] = self._make_initial_stream_config(small, lores)
        if streams["lores"] is not None:
            self.align_stream(streams["lores"], optimal=False)
        streams["raw"] = self._make_initial_stream_config(
            {"format": self.sensor_format, "size": size}, raw, list(_OF_A_SENSOR_MODE)
        )
        config = {**more, **streams}
        for what in ("display", "encode"):
            if config[what] is not None and config.get(config[what]) is None:
                raise RuntimeError(f"{what.title()} stream {config[what]} was not defined")
        return config

    @staticmethod
    def _make_initial_stream_config(
        stream_config: dict[str, Any],
        updates: Any,
        ignore_list: list[str] = [],  # noqa: B006 (the real package's signature)
    ) -> dict[str, Any] | None:
        if updates is None:
            return None
        for key, value in updates.items():
            if key in _STREAM_KEYS:
                stream_config[key] = str(value) if isinstance(value, SensorFormat) else value
            elif key not in ignore_list:
                raise ValueError(
                    f"Bad key {key!r}: valid stream configuration keys are {_STREAM_KEYS}"
                )
        return stream_config

    @staticmethod
    def align_stream(stream_config: dict[str, Any], optimal: bool = True) -> None:
        """Make a stream's size even, or one that fills the hardware's rows."""
        step = 2
        if optimal:
            step = 32 if get_platform() == Platform.VC4 else 64
            if stream_config["format"] in {"YUV420", "YVU420"}:
                step *= 2
            elif stream_config["format"] in {"XBGR8888", "XRGB8888", "RGB161616", "BGR161616"}:
                step //= 2
        width, height = stream_config["size"]
        stream_config["size"] = (width - width % step, height - height % 2)

    @staticmethod
    def align_configuration(config: dict[str, Any], optimal: bool = True) -> None:
        """Make the sizes of a configuration ones that the hardware likes."""
        Creating.align_stream(config["main"], optimal=optimal)
        if config.get("lores") is not None:
            Creating.align_stream(config["lores"], optimal=optimal)

    def _is_rpi_camera(self) -> bool:
        return "ColorFilterArrangement" in self.camera_properties
