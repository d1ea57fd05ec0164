"""Points the cameras of a bench at what a scene says: a file, a webcam, the house, a card."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hardware_mocks.camera.view import View
from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring.camera_scene import CameraScene

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.camera.views.cards import CardsView


def point_cameras(bench: "Bench", scenes: Mapping[str, CameraScene]) -> None:
    """Point cameras at what a scene says, by the name of their part or their number.

    Raises:
        NotThereError: there is no such camera, file, folder, webcam or camera of the house.
        BadInputError: a file is no video, a folder has no pictures, a card has no such colour.
    """
    for name, scene in scenes.items():
        _require_camera(bench, name, scene)
        if scene.model:
            bench.cameras.models[name] = scene.model
        if scene.kind:
            bench.views[name] = view_of(scene, bench)


def view_of(scene: CameraScene, bench: "Bench") -> View:
    """Return what a scene lets a camera look at.

    Raises:
        NotThereError, BadInputError: as for `point_cameras`.
    """
    if scene.kind == "file":
        from hardware_mocks.camera.views.video_file import VideoFileView

        return VideoFileView(scene.folder / scene.what, place=scene.place)
    if scene.kind == "folder":
        from hardware_mocks.camera.views.picture_folder import PictureFolderView

        return PictureFolderView(scene.folder / scene.what, place=scene.place)
    if scene.kind == "webcam":
        from hardware_mocks.camera.views.webcam import WebcamView

        return WebcamView(int(scene.what), bench, place=scene.place)
    if scene.kind == "card":
        from hardware_mocks.camera.views.cards import CardsView

        return _with_card(CardsView(), scene, bench)
    if scene.kind == "house":
        return _of_the_house(scene, bench)
    from hardware_mocks.camera.views.test_card import TestCard

    return TestCard()


def _with_card(cards: "CardsView", scene: CameraScene, bench: "Bench") -> View:
    from hardware_mocks.camera.views.card import Card
    from hardware_mocks.camera.views.cards import COLOURS
    from hardware_mocks.standins.things import on_the_bench

    what = scene.what if scene.what in COLOURS else str(scene.folder / scene.what)
    try:
        on_the_bench(Card, "card", bench).hold(cards, what)
    except BadInputError as error:
        raise BadInputError(f"{scene.place}: {error}") from error
    return cards


def _of_the_house(scene: CameraScene, bench: "Bench") -> View:
    house = bench.house
    if house is None:
        raise BadInputError(
            f"{scene.place}: the bench stands in no house. Add to the same file:\n"
            '[world]\nkind = "house"'
        )
    known = list(house.plan.cameras)
    if scene.what not in known:
        raise NotThereError(
            f"{scene.place}: the house has no camera {scene.what!r}. It has: {', '.join(known)}."
        )
    return house.camera_view(scene.what)


def _require_camera(bench: "Bench", name: str, scene: CameraScene) -> None:
    names = bench.cameras.names()
    labels = [bench.label(bench.parts[known]) for known in names if known in bench.parts]
    numbers = [str(number) for number in range(len(names))]
    if name in {*names, *labels, *numbers, *bench.views}:
        return
    known = ", ".join(dict.fromkeys([*names, *labels, *numbers])) or "none"
    raise NotThereError(
        f"{scene.place.removesuffix('.looks_at')}: there is no camera {name!r} on the bench. "
        f"There is: {known}."
    )
