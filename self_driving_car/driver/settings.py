"""Settings `[car]` and `[drive]`: what the car is, and how it shall drive."""

from typing import Literal

from pydantic import Field

from makerkit.app.section import Section

Steering = Literal["path", "pure_pursuit", "stanley", "pid"]


class CarSettings(Section):
    """`[car]`: the chassis. What stands here is measured with a ruler, once."""

    chassis: Literal["differential", "steered"] = "differential"
    """differential: two driven wheels steer; steered: a servo at the pan output turns the front."""
    wheel_track_m: float = Field(default=0.13, ge=0.05, le=0.5)
    """Between the middles of the two driven wheels."""
    wheelbase_m: float = Field(default=0.17, ge=0.05, le=1.0)
    """Steered: between the driven and the steered axle."""
    axle_to_front_m: float = Field(default=0.12, ge=0.0, le=0.5)
    """From the driven axle to the foremost point."""
    full_speed_m_s: float = Field(default=1.1, ge=0.1, le=2.0)
    """What the wheels make at full duty, on the floor; the board is told."""
    encoders: bool = True
    """Whether the wheels have encoders; without, the way driven is taken from the commands."""
    edges_per_m: int = Field(default=196, ge=50, le=5000)
    """Edges of one encoder on one metre: 20 slots are 40 edges on 204 mm of a 65 mm wheel."""
    sonar: bool = True
    """Whether the front sonar is fitted; without, it drives no faster than `no_sonar_m_s`."""
    no_sonar_m_s: float = Field(default=0.8, ge=0.05, le=1.5)
    """No faster forwards while the sonar sees nothing at all; the board is told."""
    battery: bool = True
    """Whether the divider at A2 is fitted, so that the battery can be judged."""
    full_curvature_per_m: float = Field(default=2.5, ge=0.5, le=10.0)
    """What a stick at its end asks for: 2.5 is a circle of 40 cm radius."""
    largest_steering_rad: float = Field(default=0.52, ge=0.1, le=1.2)
    """Steered: how far the front wheels turn; 0.52 rad are 30 degrees."""
    steering_middle_us: int = Field(default=1500, ge=1000, le=2000)
    """Steered: the servo's pulse at which the car runs straight."""
    steering_us_per_rad: float = Field(default=760.0, ge=100.0, le=2000.0)
    """Steered: how much the pulse changes for one rad of the front wheels."""
    steering_reversed: bool = False
    """Steered: true where the car steers to the wrong side."""


class DriveSettings(Section):
    """`[drive]`: how it drives."""

    speed_m_s: float = Field(default=0.5, ge=0.05, le=1.5)
    """What the automatic modes drive on a straight road."""
    speed_cap_m_s: float = Field(default=0.8, ge=0.05, le=1.5)
    """Never faster, whoever drives; the page can lower it."""
    steering: Steering = "path"
    """What follows the lane: "path" drives its bend and corrects; the others are for lessons."""
    look_ahead_m: float = Field(default=0.35, ge=0.1, le=1.0)
    """Pure pursuit aims this far ahead when it stands, ..."""
    look_ahead_s: float = Field(default=0.4, ge=0.0, le=2.0)
    """... and so much further for each m/s."""
    actuation_s: float = Field(default=0.02, ge=0.0, le=0.5)
    """So far beyond now the lane is predicted: the link's time. The feed-forward of "path" looks
    ahead by the motors' lag itself; 0.02 drove better on a track than 0.05, 0.08 and 0.11."""
    lateral_m_s2: float = Field(default=1.2, ge=0.1, le=5.0)
    """How hard it may be pushed outwards in a bend: gives the speed there."""
    faster_m_s2: float = Field(default=0.8, ge=0.1, le=5.0)
    """How fast it becomes faster."""
    slower_m_s2: float = Field(default=1.2, ge=0.1, le=5.0)
    """How fast it becomes slower, where nothing presses."""
    slowest_m_s: float = Field(default=0.2, ge=0.05, le=0.5)
    """No slower while it drives: below about this, small geared motors stick."""
    hold_s: float = Field(default=0.3, ge=0.0, le=0.5)
    """After the first picture without a lane it drives on so long, along the one remembered."""
    stop_within_s: float = Field(default=0.54, ge=0.1, le=0.55)
    """And stands commanded to zero after this; the wheels' own delay comes on top."""
    pictures_within_s: float = Field(default=0.35, ge=0.1, le=1.0)
    """A newest picture older than this counts as one without a lane."""
    holder_within_s: float = Field(default=0.3, ge=0.1, le=0.3)
    """Who steers by hand is heard of at least so often, or loses the car."""
    obstacle_gap_m: float = Field(default=0.25, ge=0.1, le=1.0)
    """Where it stands before what is in its way, from the sonar."""
    obstacle_m_s2: float = Field(default=0.5, ge=0.1, le=3.0)
    """How softly it stops there."""
    turn_rad_s: float = Field(default=2.0, ge=0.2, le=8.0)
    """How fast it turns on the spot."""
