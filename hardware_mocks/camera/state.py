"""What the parts of `Picamera2` share: its attributes, as the real package has them."""

import logging
import threading
from typing import TYPE_CHECKING, Any

from hardware_mocks.camera.configuration import CameraConfiguration
from hardware_mocks.camera.controls import Controls
from hardware_mocks.camera.libcamera_camera import Camera
from hardware_mocks.camera.libcamera_names.ids import ControlId, ControlInfo
from hardware_mocks.camera.limits import Limits
from hardware_mocks.camera.utils import convert_from_libcamera_type

if TYPE_CHECKING:
    from hardware_mocks.camera.device import CameraDevice
    from hardware_mocks.camera.job import Job
    from hardware_mocks.camera.request import CompletedRequest

_log = logging.getLogger("picamera2.picamera2")


class CameraState:
    """Attributes of a `Picamera2`, and the simplest properties.

    Attributes:
        device: the camera on the bench; not in the real package.
    """

    device: "CameraDevice"
    sensor_resolution: tuple[int, int]
    sensor_format: str
    preview_configuration_: CameraConfiguration
    still_configuration_: CameraConfiguration
    video_configuration_: CameraConfiguration

    def _reset_flags(self) -> None:
        self.camera: Camera | None = None
        self.camera_ctrl_info: Limits = {}
        self.camera_config: dict[str, Any] = {}
        self.libcamera_config: dict[str, Any] = {}
        self.streams: list[str] = []
        self.stream_map: dict[str, str | None] = {}
        self.started = False
        self.stop_count = 0
        self.configure_count = 0
        self.frames = 0
        self.options: dict[str, Any] = {}
        self.pre_callback: Any = None
        self.post_callback: Any = None
        self.completed_requests: list[CompletedRequest] = []
        self.lock = threading.Lock()
        self.camera_properties_: dict[str, Any] = {}
        self.sensor_modes_: list[dict[str, Any]] = []
        self.controls = Controls(self)  # type: ignore[arg-type]  # the whole is a Picamera2
        self.display_stream_name: str | None = None
        self.encode_stream_name: str | None = None
        self._requests: list[CompletedRequest] = []
        self._job_list: list[Job[Any]] = []
        self._encoders: set[Any] = set()
        self._event_loop_running = False
        self._preview_stopped = threading.Event()
        self._title_fields: Any = []
        self._frame_drops = 0
        self._max_queue_len = 1
        self._free_buffers = 0

    @property
    def preview_configuration(self) -> CameraConfiguration:
        """What `configure("preview")` takes."""
        return self.preview_configuration_

    @preview_configuration.setter
    def preview_configuration(self, value: Any) -> None:
        self.preview_configuration_ = CameraConfiguration(value, self)  # type: ignore[arg-type]

    @property
    def still_configuration(self) -> CameraConfiguration:
        """What `configure("still")` takes."""
        return self.still_configuration_

    @still_configuration.setter
    def still_configuration(self, value: Any) -> None:
        self.still_configuration_ = CameraConfiguration(value, self)  # type: ignore[arg-type]

    @property
    def video_configuration(self) -> CameraConfiguration:
        """What `configure("video")` takes."""
        return self.video_configuration_

    @video_configuration.setter
    def video_configuration(self, value: Any) -> None:
        self.video_configuration_ = CameraConfiguration(value, self)  # type: ignore[arg-type]

    @property
    def request_callback(self) -> Any:
        """The old name of `post_callback`."""
        _log.error("request_callback is deprecated, returning post_callback instead")
        return self.post_callback

    @request_callback.setter
    def request_callback(self, value: Any) -> None:
        _log.error("request_callback is deprecated, setting post_callback instead")
        self.post_callback = value

    @property
    def camera_properties(self) -> dict[str, Any]:
        """What the camera says of itself."""
        return {} if self.camera is None else self.camera_properties_

    @property
    def camera_controls(self) -> dict[str, tuple[Any, Any, Any]]:
        """What can be set: (least, most, default) by name."""
        return {name: _told(known) for name, known in self.camera_ctrl_info.items()}

    @property
    def is_mono(self) -> bool:
        """Whether the sensor has no colours."""
        from hardware_mocks.camera.libcamera_names import properties

        mono = properties.ColorFilterArrangementEnum.MONO
        return bool(self.camera_properties["ColorFilterArrangement"] == mono)

    def set_controls(self, controls: Any) -> None:
        """Set controls by name; they are in force some frames later.

        Raises:
            RuntimeError: this camera has no such control.
        """
        self.controls.set_controls(controls)


def _told(known: tuple[ControlId, ControlInfo]) -> tuple[Any, Any, Any]:
    info = known[1]
    least, most, default = map(convert_from_libcamera_type, (info.min, info.max, info.default))
    return least, most, default
