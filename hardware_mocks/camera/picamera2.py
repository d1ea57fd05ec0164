"""The camera of a program: `Picamera2`, for the cameras of the bench."""

import atexit
import json
import logging
import os
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any

from hardware_mocks.bench import current_bench
from hardware_mocks.camera.allocators import DmaAllocator
from hardware_mocks.camera.configuration import CameraConfiguration
from hardware_mocks.camera.device import CameraDevice
from hardware_mocks.camera.engine import Engine
from hardware_mocks.camera.helpers import Helpers
from hardware_mocks.camera.libcamera_camera import Camera
from hardware_mocks.camera.libcamera_names import CameraManager
from hardware_mocks.camera.platform import get_platform
from hardware_mocks.camera.previews import Preview
from hardware_mocks.camera.recording import Recording
from hardware_mocks.camera.tuning import find_tuning, tuning_of

__all__ = ["CameraManager", "Picamera2", "Preview"]

_log = logging.getLogger("picamera2.picamera2")


class _OldLevel:
    """A log level under its old name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, _instance: object, _owner: type) -> int:
        name = self._name
        _log.error("%s is deprecated. Returning `import logging; logging.%s` instead", name, name)
        level: int = getattr(logging, name)
        return level


class Picamera2(Recording):
    """One camera, opened.

    Args:
        camera_num: which one.
        verbose_console: no longer used.
        tuning: a tuning file's name or contents.
        allocator: of the buffers.
    """

    platform = get_platform()
    DEBUG = _OldLevel("DEBUG")
    INFO = _OldLevel("INFO")
    WARNING = _OldLevel("WARNING")
    ERROR = _OldLevel("ERROR")
    CRITICAL = _OldLevel("CRITICAL")

    @staticmethod
    def set_logging(
        level: int | None = logging.WARN, output: Any = sys.stderr, msg: str | None = None
    ) -> None:
        """Say how much the package logs, and where to."""
        log = logging.getLogger("picamera2")
        log.handlers.clear()
        if level is not None:
            log.setLevel(level)
        if output is not None:
            handler = logging.StreamHandler(output)
            handler.setFormatter(logging.Formatter(msg or "%(name)s %(levelname)s: %(message)s"))
            log.addHandler(handler)

    @staticmethod
    def load_tuning_file(tuning_file: str, dir: str | None = None) -> dict[str, Any]:  # noqa: A002
        """Return a tuning file, from a folder or from those that come with libcamera.

        Raises:
            RuntimeError: there is none of that name.
        """
        if dir is None:
            return find_tuning(tuning_file)
        path = Path(dir) / tuning_file
        if not path.is_file():
            raise RuntimeError("Tuning file not found")
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    @staticmethod
    def find_tuning_algo(tuning: dict[str, Any], name: str) -> Any:
        """Return the parameters of an algorithm in a tuning file."""
        if tuning.get("version", 1) == 1:
            return tuning[name]
        return next(algo for algo in tuning["algorithms"] if name in algo)[name]

    @staticmethod
    def global_camera_info() -> list[dict[str, Any]]:
        """Return the cameras: Model, Location, Rotation, Id and Num of each."""
        told = []
        for device in current_bench().cameras.all():
            if not device.is_known():
                continue
            model = device.model
            info: dict[str, Any] = {"Model": model.name, "Location": model.location}
            if model.bayer_order:
                info["Rotation"] = model.rotation
            told.append({**info, "Id": device.id, "Num": device.number})
        return sorted(told, key=lambda info: "/usb" in info["Id"])

    def __init__(
        self,
        camera_num: int = 0,
        verbose_console: int | None = None,
        tuning: Any = None,
        allocator: Any = None,
    ) -> None:
        if verbose_console is not None:
            _log.warning(
                "verbose_console parameter is no longer used, use Picamera2.set_logging instead"
            )
        self._preview: Any = None
        self.is_open = False
        cameras = self.global_camera_info()
        if camera_num >= len(cameras):
            raise RuntimeError(
                f"No camera number {camera_num} found - use "
                '"rpicam-hello --list-cameras" to check connected cameras'
            )
        self.camera_idx: int = cameras[camera_num]["Num"]
        self.verbose_console = verbose_console or int(os.environ.get("PICAMERA2_LOG_LEVEL", "0"))
        self.request_lock = threading.Lock()
        self.device = self._device_numbered(self.camera_idx)
        self.tuning = tuning_of(tuning)
        self._reset_flags()
        self.helpers = Helpers(self)
        self._open()
        atexit.register(self._close_at_exit)
        self.device.on_end = partial(atexit.unregister, self._close_at_exit)
        self.allocator = DmaAllocator() if allocator is None else allocator

    @staticmethod
    def _device_numbered(number: int) -> CameraDevice:
        device = current_bench().cameras.numbered(number)
        assert device is not None
        return device

    def _open(self) -> None:
        try:
            camera = Camera(self.device)
            camera.acquire()
        except RuntimeError as error:
            _log.error("Camera __init__ sequence did not complete.")
            raise RuntimeError("Camera __init__ sequence did not complete.") from error
        self.camera = camera
        self.is_open = True
        model = self.device.model
        camera.engine = Engine(self.device, self._on_frame)
        camera.engine.mode = model.native
        camera.engine.crop = model.native.crop
        self._read_camera()
        self.sensor_resolution = model.resolution
        bits = model.native.bit_depth
        self.sensor_format = f"S{model.bayer_order}{bits}_CSI2P" if model.bayer_order else "MJPEG"
        self.preview_configuration_ = self._standard(self.create_preview_configuration())
        self.still_configuration_ = self._standard(self.create_still_configuration())
        self.video_configuration_ = self._standard(self.create_video_configuration())
        _log.info("Camera now open.")

    def _standard(self, config: dict[str, Any]) -> CameraConfiguration:
        made = CameraConfiguration(config, self)
        made.enable_raw()
        return made

    @property
    def camera_manager(self) -> CameraManager:
        """What finds cameras."""
        return CameraManager.singleton()

    def close(self) -> None:
        """Stop and give the camera back."""
        atexit.unregister(self._close_at_exit)
        self._close()

    def _close_at_exit(self) -> None:
        self._close(at_end=True)

    def _close(self, **data: Any) -> None:
        if self._preview:
            self.stop_preview()
        if not self.is_open:
            return
        self.stop()
        self.is_open = False
        self.device.release(**data)
        self.camera = None
        self.streams = []
        self.stream_map = {}
        self.camera_ctrl_info = {}
        self.camera_config = self.libcamera_config = {}
        self.preview_configuration = self.still_configuration = self.video_configuration = {}
        _log.info("Camera closed successfully.")

    def __enter__(self) -> "Picamera2":
        return self

    def __exit__(self, exc_type: object, exc_val: object, exc_traceback: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "is_open", False):
            self._close(at_end=True)
