"""A camera on its ribbon cable. What it does with pictures stands in `hardware_mocks/camera/`."""

from typing import Any, ClassVar

from hardware_mocks.parts.part import Control, Part


class Camera(Part):
    """A camera board in the Pi's camera socket, or a USB camera.

    Attributes:
        model: its sensor: "imx219", "ov5647", "imx708" or "usb".
        connected: whether the ribbon cable is in its socket.
    """

    kind = "camera"
    wiring_types = ("chip-camera",)
    pins: ClassVar[tuple[str, ...]] = ()
    controls = (Control("connected", is_switch=True),)
    defaults: ClassVar = {"model": "imx219", "connected": True}
    model: str
    connected: bool

    def look(self) -> dict[str, Any]:
        """Return what it is and whether it is in its socket."""
        return {"model": self.model, "connected": self.connected}
