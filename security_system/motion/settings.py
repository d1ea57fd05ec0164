"""The settings of a camera's motion detector: section [cameras.NAME.motion]."""

from typing import Annotated, Literal

from pydantic import Field

from makerkit.app.section import Section

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Point = tuple[Share, Share]
Polygon = Annotated[tuple[Point, ...], Field(min_length=3, max_length=64)]
MOST_REGIONS = 32


class AreaSettings(Section):
    """A part of the picture with a sensitivity of its own."""

    polygon: Polygon
    """Its corners, each [right, down] as shares of the picture: [0, 0] is the upper left."""
    sensitivity: int = Field(default=50, ge=0, le=100)
    """0 sees nothing here, 50 is the usual, 100 the least contrast that noise allows."""
    smallest_share: float | None = Field(default=None, gt=0.0, le=0.5)
    """What is smaller does not count here; as for the whole camera when left out."""


class ObjectSettings(Section):
    """An optional object detector: a model file of your own, asked only about what moves."""

    model: str = Field(min_length=1)
    """An ONNX file: YOLO (v5, v8, v11 and their like) or SSD."""
    classes: str = ""
    """A text file with the name of one class a line; without it class 0 is "person"."""
    wanted: tuple[str, ...] = ("person",)
    """The classes that are looked for."""
    size: int = Field(default=320, ge=32, le=1280)
    """Width and height of the model's input in pixels."""
    input: Literal["0..1", "-1..1", "0..255"] = "0..1"
    """How the model wants its pixels; YOLO wants 0..1."""
    least_score: float = Field(default=0.4, ge=0.05, le=0.99)
    """What the model must be sure of, 0 to 1."""


class MotionSettings(Section):
    """How a camera's motion is judged. The defaults fit rooms, doors and yards."""

    sensitivity: int = Field(default=50, ge=1, le=100)
    """1 sees only what is big and strong, 100 the least contrast that noise allows."""
    smallest_share: float = Field(default=0.002, gt=0.0, le=0.5)
    """The least part of the picture that somebody fills; what is smaller does not count."""
    masks: Annotated[tuple[Polygon, ...], Field(max_length=MOST_REGIONS)] = ()
    """Parts of the picture that are never looked at: a road, a tree, a television."""
    areas: dict[str, AreaSettings] = Field(default_factory=dict, max_length=MOST_REGIONS)
    """Parts with a sensitivity of their own, by name; where two overlap the later one counts."""
    hold_s: float = Field(default=1.0, ge=0.0, le=30.0)
    """So long motion is still reported when somebody stands still."""
    event_gap_s: float = Field(default=3.0, ge=0.5, le=60.0)
    """Motion that begins again within this time belongs to the same event."""
    objects: ObjectSettings | None = None
    """An object detector that says what it is that moves. It is never the only sense."""
