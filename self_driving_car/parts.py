"""Which parts the car has, and how each is made of the settings. Heavy imports happen here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from self_driving_car.part_names import Part

if TYPE_CHECKING:
    from makerkit.app.edge import Edge
    from self_driving_car.app import Car


def build(car: Car) -> None:
    """Make and start every part that the car is to have; one that fails is said."""
    for part, make in _BUILDERS.items():
        if part in car.parts:
            make(car)


def _board(car: Car) -> None:
    """First: what moves must be there to be stopped."""

    def board() -> Edge:
        from self_driving_car.board.edge import BoardEdge

        made = BoardEdge(car.settings.board, car.settings.car, car.engine.tell)
        car.engine.obey(made.obey)
        car.board = made
        return made

    car.edges.add("board", board)


def _camera(car: Car) -> None:
    def camera() -> Edge:
        from self_driving_car.eye.eye import EyeEdge
        from self_driving_car.eye.sight import Sight

        car.sight = Sight(car.settings, car.calibration(), (car.folder / "models",))
        car.eye = EyeEdge(car.settings.camera, car.engine, car.sight)
        if car.recorder is not None:
            car.eye.keep(car.recorder.add)
        return car.eye  # type: ignore[no-any-return]  # the page knows it as it is

    car.edges.add("camera", camera)


def _recorder(car: Car) -> None:
    """Before the camera: the eye hands it every picture."""

    def recorder() -> Edge:
        from self_driving_car.recording.recorder import Recorder

        car.recorder = Recorder(car.settings.recording, car.settings.car, car.folder)
        return car.recorder  # type: ignore[no-any-return]  # the page knows it as it is

    car.edges.add("recorder", recorder)


def _web(car: Car) -> None:
    """Last: the page shows what the others are."""

    def page() -> Edge:
        from self_driving_car.dashboard.page import Page  # type: ignore[import-untyped,unused-ignore]

        car.page = Page(car, car.settings.web, say=car.say)
        return car.page  # type: ignore[no-any-return]  # the car knows it as it is

    if car.settings.web.is_on:
        car.edges.add("page", page)


_BUILDERS = {
    Part.BOARD: _board,
    Part.RECORDER: _recorder,
    Part.CAMERA: _camera,
    Part.WEB: _web,
}
"""In the order in which they start."""
