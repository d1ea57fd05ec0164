"""Previews in a window: on the bench they are pictures on `bench.screens`."""

from typing import Any

import cv2

from hardware_mocks.camera.previews.null_preview import NullPreview

STANDARD_SIZE = (640, 480)


class WindowPreview(NullPreview):
    """Shows the camera's picture, with an overlay, in a window of some size."""

    def __init__(
        self,
        x: int | None = None,
        y: int | None = None,
        width: int | None = None,
        height: int | None = None,
        transform: Any = None,
    ) -> None:
        super().__init__(x, y, width, height, transform)
        self._shown = (width or STANDARD_SIZE[0], height or STANDARD_SIZE[1])
        self.size = self._shown
        self._transform = transform
        self._overlay: Any = None
        self._title: Any = None
        self.title = ""

    def set_overlay(self, overlay: Any) -> None:
        """Lay a picture with an alpha channel over the camera's, stretched to its size."""
        self._overlay = None if overlay is None else overlay.copy()

    def set_title_function(self, function: Any) -> None:
        """Say what stands in the window's title, given the metadata."""
        self._title = function

    def render_request(self, completed_request: Any) -> None:
        """Show a frame, if somebody looks."""
        picam2 = completed_request.picam2
        device = picam2.device
        if self._title is not None:
            self.title = self._title(completed_request.get_metadata())
        screens, name = device.bench.screens, f"preview of camera {device.number}"
        if name in screens.watched:  # nobody looks: nothing is drawn
            picture = self.drawn(completed_request.bgr(completed_request.config["display"]))
            screens.show(name, picture, completed_request.request.shot.t_ns)

    def drawn(self, picture: Any) -> Any:
        """Return what the window shows of a BGR picture."""
        picture = cv2.resize(picture, self._shown, interpolation=cv2.INTER_AREA)
        if self._transform is not None:
            if self._transform.hflip:
                picture = cv2.flip(picture, 1)
            if self._transform.vflip:
                picture = cv2.flip(picture, 0)
        if self._overlay is None:
            return picture
        overlay = cv2.resize(self._overlay, self._shown, interpolation=cv2.INTER_LINEAR)
        alpha = overlay[:, :, 3:].astype(float) / 255
        return (picture * (1 - alpha) + overlay[:, :, 2::-1] * alpha).astype("uint8")


class DrmPreview(WindowPreview):
    """A preview on a screen without a desktop."""

    def __init__(
        self,
        x: int = 0,
        y: int = 0,
        width: int = 640,
        height: int = 480,
        transform: Any = None,
        device: Any = None,
    ) -> None:
        super().__init__(x, y, width, height, transform)


class QtPreview(WindowPreview):
    """A preview in a window of the desktop."""


class QtGlPreview(WindowPreview):
    """A preview in a window, drawn by the graphics chip."""


class QtGlPreviewDirect(QtGlPreview):
    """The same, by a shorter way."""


def list_devices() -> None:
    """Print the screens that are driven directly: the bench has one."""
    print("0: the bench's screen")  # noqa: T201 (that is what it is for)
