"""Signs, lights, boxes, walkers and cars in the picture of the car's camera."""

import math

import numpy as np
import pytest
from track_for_pictures import StillTrack, oval

from hardware_mocks.worlds.track.picture import CarCamera, CarView, Look
from hardware_mocks.worlds.track.picture.sign_faces import SIGN_STYLES
from hardware_mocks.worlds.track.state import Pose, Thing, ThingKind

CAR = Pose(1.0, 2.25, 0.0)
LOOK = Look(noise=0.0, vignette=0.0)


def sign(ahead_m, left_m, style="stop", turn_rad=math.pi, name="sign"):
    pose = Pose(CAR.x_m + ahead_m, CAR.y_m + left_m, turn_rad)
    return Thing(name, ThingKind.STOP_SIGN, pose, 0.08, 0.004, 0.15, style)


def light(ahead_m, left_m, lit):
    pose = Pose(CAR.x_m + ahead_m, CAR.y_m + left_m, math.pi)
    return Thing("light", ThingKind.TRAFFIC_LIGHT, pose, 0.04, 0.03, 0.15, lit)


def box(ahead_m, left_m, looks="", kind=ThingKind.BOX, name="box"):
    pose = Pose(CAR.x_m + ahead_m, CAR.y_m + left_m, math.pi)
    return Thing(name, kind, pose, 0.2, 0.15, 0.15, looks)


@pytest.fixture(scope="module")
def view():
    return CarView(StillTrack(road=oval()), looks=LOOK)


def seen(view, *things):
    state = StillTrack(car=CAR, things=things).state(0)
    return view.frame(state), {
        thing.name: (at, share) for thing, at, share in view.truth_boxes(state)
    }


@pytest.mark.parametrize("style", SIGN_STYLES)
def test_the_plate_of_a_sign_is_where_the_camera_sees_its_place(view, style):
    picture, boxes = seen(view, sign(0.7, -0.25, style))
    (x, y, wide, high), share = boxes["sign"]
    (middle,), (depth,) = CarCamera(LOOK).seen(np.array([[0.7, -0.25, 0.11]]))
    assert (x + wide / 2, y + high / 2) == pytest.approx(middle, abs=2.0)
    assert wide == pytest.approx(0.08 * CarCamera(LOOK).focal_px / depth, rel=0.2)
    assert share == 1.0
    inside = picture[int(y) : int(y + high), int(x) : int(x + wide)].astype(int)
    reddish = (inside[..., 2] - inside[..., :2].max(axis=2)) > 40
    assert reddish.mean() > 0.2


def test_a_sign_seen_from_behind_is_grey(view):
    picture, boxes = seen(view, sign(0.7, -0.25, turn_rad=0.0))
    (x, y, wide, high), _ = boxes["sign"]
    inside = picture[int(y) : int(y + high), int(x) : int(x + wide)].astype(int)
    assert np.median(inside[..., 2] - inside[..., 0]) < 12


@pytest.mark.parametrize(("lit", "third"), [("red", 0), ("amber", 1), ("green", 2)])
def test_the_lit_lamp_is_the_brightest(view, lit, third):
    picture, boxes = seen(view, light(0.5, 0.1, lit))
    (x, y, wide, high), _ = boxes["light"]
    housing = picture[int(y) : int(y + high), int(x) : int(x + wide)].max(axis=2)
    thirds = [part.mean() for part in np.array_split(housing.astype(float), 3)]
    assert int(np.argmax(thirds)) == third


def test_a_light_that_is_out_has_no_bright_lamp(view):
    picture, boxes = seen(view, light(0.5, 0.1, ""))
    (x, y, wide, high), _ = boxes["light"]
    assert picture[int(y) + 2 : int(y + high) - 2, int(x) + 2 : int(x + wide) - 2].max() < 215


def test_a_near_box_hides_what_stands_behind_it(view):
    hidden = sign(1.2, 0.0)
    alone = seen(view, hidden)[1]["sign"]
    picture, boxes = seen(view, hidden, box(0.9, 0.1))
    assert alone[1] == 1.0
    assert 0.05 < boxes["sign"][1] < 0.75
    assert list(boxes) == ["sign", "box"]
    assert boxes["box"][1] == 1.0
    assert "sign" not in seen(view, hidden, box(0.6, 0.0))[1]
    assert picture.shape == (240, 320, 3)


def test_what_the_edge_of_the_picture_cuts_off_is_not_visible(view):
    _, boxes = seen(view, box(0.5, 0.36))
    (x, _, _, _), share = boxes["box"]
    assert x == 0.0
    assert 0.1 < share < 0.9


def test_nothing_is_drawn_of_what_stands_behind_the_car(view):
    empty, _ = seen(view)
    picture, boxes = seen(view, box(-0.6, 0.0), sign(-0.4, 0.2))
    assert boxes == {}
    assert (picture == empty).all()


def test_a_box_against_the_bumper_fills_the_view(view):
    picture, boxes = seen(view, box(0.2, 0.0, "blue"))
    assert boxes["box"][0][2] > 300
    assert (picture[60:200, 40:280, 0] > picture[60:200, 40:280, 2].astype(int) + 40).mean() > 0.9


@pytest.mark.parametrize("kind", [ThingKind.WALKER, ThingKind.CAR, ThingKind.CLUTTER])
def test_other_things_stand_on_the_floor_before_the_car(view, kind):
    empty, _ = seen(view)
    picture, boxes = seen(view, box(0.8, 0.1, kind=kind))
    (x, y, wide, high), _ = boxes["box"]
    foot, _ = CarCamera(LOOK).seen(np.array([[0.8 - 0.075, 0.1, 0.0]]))
    assert y + high == pytest.approx(foot[0, 1], abs=9.0)
    assert (picture != empty).any(axis=2)[
        int(y) : int(y + high), int(x) : int(x + wide)
    ].mean() > 0.4


def test_the_nearer_the_larger(view):
    sizes = [seen(view, sign(ahead, -0.1))[1]["sign"][0][2] for ahead in (1.6, 0.8, 0.4)]
    assert sizes[0] * 1.5 < sizes[1] < sizes[2] / 1.5
