"""The section `[perception]` of the settings: what the road looks like."""

from typing import Literal

from pydantic import Field

from makerkit.app.section import Section

Marks = Literal["auto", "two_edges", "two_lanes", "line"]


class PerceptionSettings(Section):
    """What the car looks for on the floor."""

    marks: Marks = "auto"
    """two_edges: a mark on each side; two_lanes: an edge to the right, a broken centre line to the
    left; line: one tape to follow; auto: finds out."""
    lane_width_m: float = Field(default=0.35, ge=0.1, le=2.0)
    """Between the middles of the lane's two marks."""
    learns_camera: bool = True
    """Whether a camera that was bent a little is learned while driving, from the lane's width."""
    reach_m: float = Field(default=1.15, ge=0.5, le=3.0)
    """How far ahead marks are looked for."""
    least_contrast: float = Field(default=5.0, ge=2.0, le=100.0)
    """Grey levels that a mark differs from the floor at least."""
    widest_mark_m: float = Field(default=0.07, ge=0.05, le=0.2)
    """A streak wider than this is no mark; of marks askew it takes a bit more than their width."""
    shows: Literal["lane", "all"] = "all"
    """What is drawn into the picture: the lane, or all that was found."""

    @property
    def widest_mark_cells(self) -> int:
        """The same in cells of the bird's eye, an odd number."""
        return 2 * round((100 * self.widest_mark_m - 1) / 2) + 1
