"""One frame: the lit house, doors and curtains, shadows, and bodies from the farthest on."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from hardware_mocks.worlds.house.picture.beams import Beams, draw_glare
from hardware_mocks.worlds.house.picture.canvas import Canvas, Image
from hardware_mocks.worlds.house.picture.drawing import draw_figure
from hardware_mocks.worlds.house.picture.figures import figures_of
from hardware_mocks.worlds.house.picture.kept import Kept
from hardware_mocks.worlds.house.picture.lit import Lighting, LitHouse
from hardware_mocks.worlds.house.picture.openings import (
    blown_key,
    draw_openings,
    draw_swaying,
    key_of,
)
from hardware_mocks.worlds.house.picture.painter import Painter
from hardware_mocks.worlds.house.picture.pinhole import Floats, Pinhole
from hardware_mocks.worlds.house.picture.shadows import draw_shadows
from hardware_mocks.worlds.house.picture.weather import draw_weather
from hardware_mocks.worlds.house.state import HouseState

Room: TypeAlias = tuple[Image, Floats, Image, Painter]
"""A picture without bodies, how near everything is, where its floor is, who knows its light."""


class Scene:
    """Draws the frames of one camera in one size.

    Attributes:
        margin: pixels on each side that are drawn, but seen only when the camera shakes.
    """

    def __init__(self, pinhole: Pinhole, house: LitHouse, *, margin: int, seed: int) -> None:
        self.margin = margin
        self.pinhole = pinhole
        self._seed = seed
        self._beams = Beams(house)
        self.house = house
        self._rooms: Kept[Room] = Kept(max(4, house.room_for // 4))
        self._blown: Kept[Room] = Kept(house.room_for)

    def picture(self, state: HouseState, light: Lighting) -> Image:
        """Return the frame, with the margin that a shaken camera shows."""
        canvas, painter = self.empty(state, light)
        figures = figures_of(canvas, state.bodies)
        draw_shadows(canvas, painter, figures)
        if state.headlights or any(body.carries == "torch" for body in state.bodies):
            self._beams.draw(canvas, state, light)
        for figure in figures:
            draw_figure(canvas, painter, figure)
            if figure.body.carries == "torch":
                draw_glare(canvas, figure)
        if state.rain or state.insects:
            rooms = self.house.baked.rooms
            draw_weather(canvas, self.house.plan, self.house.camera, rooms, state, self._seed)
        return canvas.image

    def empty(self, state: HouseState, light: Lighting) -> tuple[Canvas, Painter]:
        """Return the house without bodies as a canvas of one's own, and who knows its light."""
        plan = self.house.plan
        key = (light.key, key_of(plan, state))

        def make() -> Room:
            painter = Painter(self.house, light)
            bare, nearness = self.house.picture(light), self.house.baked.nearness
            canvas = Canvas(self.pinhole, bare.copy(), nearness.copy())
            draw_openings(canvas, painter, plan, state)
            floor = self.house.baked.floor.copy()
            floor[canvas.nearness > nearness * np.float32(1.001)] = 0  # a door is before it
            return canvas.image, canvas.nearness, floor, painter

        room = self._rooms.made(key, make)
        blown = blown_key(plan, state)
        if blown:
            still = room

            def blow() -> Room:
                canvas = Canvas(self.pinhole, still[0].copy(), still[1].copy())
                draw_swaying(canvas, still[3], plan, state)
                return canvas.image, canvas.nearness, *still[2:]

            room = self._blown.made((key, blown), blow)
        image, nearness, floor, painter = room
        return Canvas(self.pinhole, image.copy(), nearness, floor), painter
