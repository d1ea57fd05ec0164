"""What stands in `[camera]`."""

from typing import Annotated

from pydantic import Field

from makerkit.app.section import Section

Side = Annotated[int, Field(ge=32, le=1920, multiple_of=2)]


class CameraSettings(Section):
    """The camera that looks ahead."""

    source: str = "auto"
    """"auto", "picamera:0", "webcam:0", "file:drive.mp4" or "folder:pictures"."""
    size: tuple[Side, Side] = (320, 240)
    """Width and height in pixels; more costs time and drives no better."""
    fps: float = Field(default=20.0, ge=5.0, le=60.0)
    """Pictures a second."""
