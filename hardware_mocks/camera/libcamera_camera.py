"""A camera as libcamera shows it: an id, controls, properties, and who has it open."""

from typing import TYPE_CHECKING, Any

from hardware_mocks.camera.device import CameraBusyError
from hardware_mocks.camera.engine import Engine
from hardware_mocks.camera.limits import limits_of, properties_of

if TYPE_CHECKING:
    from hardware_mocks.camera.device import CameraDevice
    from hardware_mocks.camera.libcamera_names.ids import ControlId, ControlInfo


class Camera:
    """One camera.

    Attributes:
        device: the camera on the bench.
        engine: what runs while it is started; None before `acquire`.
    """

    def __init__(self, device: "CameraDevice") -> None:
        self.device = device
        self.engine: Engine | None = None

    @property
    def id(self) -> str:
        """How libcamera calls it."""
        return self.device.id

    @property
    def controls(self) -> "dict[ControlId, ControlInfo]":
        """What can be set now."""
        model = self.device.model
        mode = self.engine.mode if self.engine else model.native
        crop = self.engine.crop if self.engine else mode.crop
        return dict(limits_of(model, mode, crop).values())

    @property
    def properties(self) -> "dict[ControlId, Any]":
        """What it says of itself now."""
        mode = self.engine.mode if self.engine else self.device.model.native
        return properties_of(self.device.model, mode)

    def acquire(self) -> None:
        """Open it for this program alone.

        Raises:
            RuntimeError: somebody has it open, in libcamera's words.
        """
        try:
            self.device.claim("Picamera2")
        except CameraBusyError as error:
            raise RuntimeError(str(error)) from None

    def release(self) -> None:
        """Let others have it."""
        self.device.release()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Camera) and other.device is self.device

    def __hash__(self) -> int:
        return hash(self.id)

    def __str__(self) -> str:
        return f"<libcamera.Camera '{self.id}'>"
