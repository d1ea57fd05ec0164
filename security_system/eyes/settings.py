"""The settings of one camera: the section [cameras.NAME]."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from makerkit.app.section import Section
from security_system.motion.settings import MotionSettings, Polygon

Side = Annotated[int, Field(ge=16, le=4096, multiple_of=2)]
Size = tuple[Side, Side]

Record = Literal["motion", "alarm", "always", "never"]
AtHome = Literal["watch", "off"]


class CameraSettings(Section):
    """One camera. What it sees becomes orders of the zones whose source is `camera:NAME`."""

    source: str = "auto"
    """"auto", "picamera:0", "webcam:0", "file:street.mp4" or "folder:pictures"."""
    size: Size = (640, 480)
    """Width and height of what is recorded and shown, in pixels."""
    lores_size: Size = (320, 240)
    """Width and height of the small picture that motion is looked for in. A Pi's camera makes it
    for nothing; of other pictures it is made by halving."""
    fps: float = Field(default=10.0, ge=1.0, le=30.0)
    """Pictures a second. 10 are plenty; a Pi Zero may want 5."""
    motion: MotionSettings = MotionSettings()
    """What counts as motion: sensitivity, masks, areas."""
    private: tuple[Polygon, ...] = Field(default=(), max_length=16)
    """Regions that are blank in everything stored or shown: a neighbour's window, a bed."""
    record: Record = "motion"
    """What begins a clip: "motion" (while armed) and alarms, only an "alarm", "always" (while
    armed), or "never"."""
    at_home: AtHome = "watch"
    """While somebody is at home: "watch" shows the picture and stores nothing unless [recording]
    allows it; "off" closes the camera."""
    stamp: bool = False
    """Whether date and time are burnt into the picture. The clip knows them anyway."""
    hold_s: float = Field(default=5.0, ge=0.5, le=120.0)
    """So long after the last motion its zones are quiet again."""
    lost_s: float = Field(default=5.0, ge=1.0, le=120.0)
    """Without a picture for so long, the camera counts as lost."""
    covered_s: float = Field(default=4.0, ge=0.0, le=120.0)
    """Covered or turned away for so long is tampering; 0: never."""
    frozen_s: float = Field(default=30.0, ge=0.0, le=600.0)
    """Not one pixel different for so long: frozen, and as good as lost; 0: never. A real sensor
    has noise, a drawn picture may have none."""
    sees_in_the_dark: bool = False
    """Whether it has infrared light: then a dark picture is a covered camera, not the night."""
    viewers: int = Field(default=4, ge=1, le=16)
    """How many may look at the same time."""

    @model_validator(mode="after")
    def _small_is_smaller(self) -> Self:
        if any(small > large for small, large in zip(self.lores_size, self.size, strict=True)):
            raise ValueError(f"lores_size {self.lores_size} must not exceed size {self.size}")
        return self
