"""What stands in `[net]` of the settings file: which trained net steers in the mode "net"."""

from pydantic import Field

from makerkit.app.section import Section


class NetSettings(Section):
    """The trained net."""

    model: str = "drive.onnx"
    """A file in the folder `models` of the car, or else of the kit; its card lies beside it."""
    gain: float = Field(default=1.0, ge=0.2, le=3.0)
    """What the net's steering is multiplied with: more than 1 bends tighter."""
    offset: float = Field(default=0.0, ge=-0.5, le=0.5)
    """What is added to it; positive: more to the right, for a car that pulls to the left."""
    throttle: float | None = Field(default=None, ge=0.0, le=1.0)
    """A fixed throttle instead of the net's, as a share of the speed cap."""
