"""Checking and setting camera configurations: a part of `Picamera2`."""

import logging
from typing import Any

from hardware_mocks.camera import formats
from hardware_mocks.camera.configuration import CameraConfiguration
from hardware_mocks.camera.controls import Controls
from hardware_mocks.camera.creating import Creating
from hardware_mocks.camera.fitting import fit_configuration, raw_modes
from hardware_mocks.camera.libcamera_names.geometry import ColorSpace, Transform
from hardware_mocks.camera.platform import Platform, get_platform
from hardware_mocks.camera.utils import convert_from_libcamera_type

_log = logging.getLogger("picamera2.picamera2")


class Configuring(Creating):
    """The part of `Picamera2` that configures."""

    def check_stream_config(self, stream_config: Any, name: str) -> None:
        """See that a stream can be had.

        Raises:
            RuntimeError: it cannot; the message says why.
        """
        if type(stream_config) is not dict:
            raise RuntimeError(f"{name} stream should be a dictionary")
        for key in ("format", "size"):
            if key not in stream_config:
                raise RuntimeError(f"{key} not found in {name} stream")
        fmt, size = stream_config["format"], stream_config["size"]
        if type(fmt) is not str:
            raise RuntimeError(f"format in {name} stream should be a string")
        if name == "raw" and not formats.is_raw(fmt):
            raise RuntimeError(f"Unrecognised raw format {fmt}")
        is_picture = formats.is_YUV(fmt) or formats.is_RGB(fmt) or fmt == "MJPEG"
        if name != "raw" and not is_picture:
            raise RuntimeError(f"Bad format {fmt} in stream {name}")
        if type(size) is not tuple or len(size) != 2:
            raise RuntimeError(f"size in {name} stream should be (width, height)")
        if size[0] % 2 or size[1] % 2:
            raise RuntimeError("width and height should be even")

    def check_camera_config(self, camera_config: dict[str, Any]) -> None:
        """See that a configuration can be had.

        Raises:
            RuntimeError: it cannot; the message says why.
        """
        for name in ("colour_space", "transform", "main", "lores", "raw"):
            if name not in camera_config:
                raise RuntimeError(f"{name!r} key expected in camera configuration")
        if not isinstance(camera_config["colour_space"], ColorSpace):
            raise RuntimeError("Colour space has incorrect type")
        if not isinstance(camera_config["transform"], Transform):
            raise RuntimeError("Transform has incorrect type")
        sensor = camera_config.get("sensor")
        unknown = set(sensor or ()) - {"bit_depth", "output_size"}
        if unknown:
            raise RuntimeError(f"Unexpected keys {unknown} in sensor configuration")
        self.check_stream_config(camera_config["main"], "main")
        if camera_config["lores"] is not None:
            self._check_lores(camera_config)
        if camera_config["raw"] is not None:
            self.check_stream_config(camera_config["raw"], "raw")

    def _check_lores(self, config: dict[str, Any]) -> None:
        self.check_stream_config(config["lores"], "lores")
        main, lores = config["main"]["size"], config["lores"]["size"]
        if lores[0] > main[0] or lores[1] > main[1]:
            raise RuntimeError("lores stream dimensions may not exceed main stream")
        if get_platform() == Platform.VC4 and not formats.is_YUV(config["lores"]["format"]):
            raise RuntimeError("lores stream must be YUV")

    def configure(self, camera_config: Any = None) -> None:
        """Configure the camera: by a dictionary, an object, or "preview", "still", "video"."""
        self.configure_("preview" if camera_config is None else camera_config)

    def configure_(self, camera_config: Any) -> None:
        """Configure the camera, which must be stopped.

        Raises:
            RuntimeError: it is running, or cannot do what is asked for.
            TypeError: that is no configuration.
        """
        if self.started:
            raise RuntimeError("Camera must be stopped before configuring")
        name = camera_config if isinstance(camera_config, str) else None
        config = self._as_dict(camera_config)
        self.libcamera_config = {}
        self.camera_config = {}
        self.check_camera_config(config)
        assert self.camera is not None
        assert self.camera.engine is not None
        fit_configuration(config, self.device.model, self.camera.engine)
        self._read_camera()
        self.stream_map = {
            stream: stream if config[stream] is not None else None
            for stream in ("main", "lores", "raw")
        }
        self.streams = [stream for stream, known in self.stream_map.items() if known]
        self._name_streams(config)
        self._max_queue_len = 1 if config["queue"] and config["buffer_count"] > 1 else 0
        self.camera_config = self.libcamera_config = config
        if name is not None:
            self._named(name).update(config)
        self.controls = Controls(self, controls=config["controls"])  # type: ignore[arg-type]
        self.configure_count += 1
        main = {"size": list(config["main"]["size"]), "format": config["main"]["format"]}
        self.device.note("configured", use=config.get("use_case"), main=main)

    def _as_dict(self, given: Any) -> dict[str, Any]:
        """Return a dictionary of one's own, with the program's own streams inside.

        As on a Pi: what libcamera decides, such as the stride, the program finds in what it gave.
        """
        if isinstance(given, str):
            given = self._named(given)
        if isinstance(given, dict):
            config = given.copy()
        elif isinstance(given, CameraConfiguration):
            config = given.make_dict()
        else:
            raise TypeError("Invalid type for `camera_config` given")
        raw = config.get("raw")
        if raw is not None:
            raw["format"] = raw["format"] or self.sensor_format
            raw["size"] = raw["size"] or config["main"]["size"]
        if not self._is_rpi_camera():
            config["raw"] = None
        return config

    def _named(self, name: str) -> CameraConfiguration:
        known = {"still": self.still_configuration, "video": self.video_configuration}
        if name not in {*known, "preview"}:
            _log.warning("There is no configuration %r: taking 'preview' instead", name)
        return known.get(name, self.preview_configuration)

    def _name_streams(self, config: dict[str, Any]) -> None:
        self.display_stream_name, self.encode_stream_name = config["display"], config["encode"]
        for what in ("display", "encode"):
            if config[what] is not None and config[what] not in config:
                raise RuntimeError(f"{what.title()} stream {config[what]} was not defined")

    def _read_camera(self) -> None:
        """Take over limits and properties, which depend on the mode."""
        assert self.camera is not None
        controls = self.camera.controls
        self.camera_ctrl_info = {known.name: (known, info) for known, info in controls.items()}
        self.camera_properties_ = {
            known.name: convert_from_libcamera_type(value)
            for known, value in self.camera.properties.items()
        }

    def camera_configuration(self) -> dict[str, Any]:
        """Return the configuration in force."""
        return self.camera_config

    def stream_configuration(self, name: str = "main") -> dict[str, Any]:
        """Return the configuration of one stream."""
        found: dict[str, Any] = self.camera_config[name]
        return found

    @property
    def sensor_modes(self) -> list[dict[str, Any]]:
        """The ways in which the sensor can be read."""
        if not self.sensor_modes_:
            self.sensor_modes_ = raw_modes(self.device.model)
        return self.sensor_modes_
