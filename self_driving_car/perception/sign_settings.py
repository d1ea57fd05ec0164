"""The settings of signs and traffic lights: section [signs]."""

from pydantic import Field

from makerkit.app.section import Section


class SignSettings(Section):
    """What is looked for beside the road, and how big it is."""

    are_obeyed: bool = True
    """Whether the car stops at stop signs and red lights in all automatic modes."""
    model: str = ""
    """An ONNX file of your own (`maker train signs`); empty for the one that comes with the kit."""
    least_score: float = Field(default=0.65, ge=0.1, le=0.99)
    """What the net must be sure of before a sign or a light counts as seen."""
    most_candidates: int = Field(default=10, ge=1, le=40)
    """So many places of one picture are shown to the net at most, the likeliest first: each costs
    its time. Where the net is unsure, it looks again."""
    plate_m: float = Field(default=0.08, gt=0.0, le=1.0)
    """How wide the plate of a stop sign is, in metres; the distance is judged by it."""
    housing_m: float = Field(default=0.10, gt=0.0, le=1.0)
    """How high the housing of a traffic light is, in metres."""
    stop_s: float = Field(default=3.0, ge=0.0, le=30.0)
    """So long the car stands at a stop sign."""
    stop_before_m: float = Field(default=0.35, ge=0.0, le=1.0)
    """So far before a stop sign the car's front comes to stand: a camera that is bent a little
    judges distances up to 30 cm too long, and it must not stand beyond the sign."""
    wait_before_m: float = Field(default=0.50, ge=0.0, le=1.0)
    """No nearer than this to a traffic light it waits; earlier where it would lose sight of it."""
    left_of_car_m: float = Field(default=0.15, ge=0.0, le=3.0)
    """What stands further left than this beside the line ahead concerns the other lane."""
    right_of_car_m: float = Field(default=0.60, ge=0.0, le=3.0)
    """What stands further right than this concerns another road."""
    farthest_m: float = Field(default=2.0, gt=0.0, le=10.0)
    """What is further away is not yet waited for."""
    front_m: float = Field(default=0.12, ge=0.0, le=0.5)
    """From the driven axle to the car's front."""
