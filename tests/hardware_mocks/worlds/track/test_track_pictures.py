"""What the car's camera sees of the floor."""

from dataclasses import replace
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from track_for_pictures import StillTrack, on_lane, oval

from hardware_mocks.worlds.track.picture import CarCamera, CarView, Look
from hardware_mocks.worlds.track.picture.look import FLOORS, STYLES
from hardware_mocks.worlds.track.picture.tones import toned_level
from hardware_mocks.worlds.track.state import Pose
from makerkit.errors import BadInputError


def test_a_mark_is_seen_where_the_camera_says_that_it_lies():
    """Half a metre ahead of a car in the middle of its lane, each mark half a lane aside."""
    track = StillTrack(car=on_lane(oval(), 300))
    look = Look(noise=0.0)
    picture = CarView(track, looks=look).frame(track.state(0))
    heading = track.state(0).car
    for side in (-1, 1):
        marks = track.road.marks[0 if side < 0 else 1].points
        seen = _seen_from(heading, marks)
        ahead = seen[(seen[:, 0] > 0.4) & (seen[:, 0] < 0.7) & (np.sign(seen[:, 1]) == side)]
        pixels, _ = CarCamera(look).seen(np.concatenate([ahead, np.zeros((len(ahead), 1))], axis=1))
        inside = pixels[(pixels[:, 0] > 2) & (pixels[:, 0] < 317)]
        assert len(inside) > 5
        for u, v in inside:
            assert picture[round(v), round(u)].min() > 180, (u, v)


def test_a_lens_that_bends_lines_bends_where_things_are_seen_as_well():
    look = Look(k1=-0.3, focal=1.04, height_m=0.135, pitch_rad=0.35, yaw_rad=0.03, roll_rad=0.01)
    camera = CarCamera(look)
    rays = camera.rays(np.arange(240.0))
    for row, column in ((0, 0), (100, 160), (239, 319), (200, 20)):
        ray = np.array([part[row, column] for part in rays], np.float64)
        pixel, depth = camera.seen((camera.place_m + 0.7 * ray)[None])
        assert np.allclose(pixel[0], (column, row), atol=0.01)
        assert depth[0] > 0


def test_the_same_moment_gives_the_same_bytes_and_another_does_not():
    track = StillTrack()
    first = CarView(track, looks=Look.from_seed(3)).frame(track.state(10))
    second = CarView(track, looks=Look.from_seed(3))
    second.frame(track.state(10_000_000))
    assert (second.frame(track.state(10)) == first).all()
    assert (second.frame(track.state(10_000_000)) != first).any()


@pytest.mark.parametrize("floor", FLOORS)
def test_marks_stand_out_from_every_floor(floor):
    track = StillTrack()
    for seed in (1, 2):
        look = replace(Look.from_seed(seed), floor=floor, shadows=0.0, windows=0.0, glare=0.0)
        look = replace(look, wear=0.0, gaps=0.0, noise=0.0, light_gain=1.0)
        bare = CarView(StillTrack(road=replace(track.road, marks=())), looks=look)
        marked = CarView(track, looks=look).frame(track.state(0)).astype(int)
        apart = np.abs(marked - bare.frame(track.state(0))).max(axis=2)
        assert (apart > 40).sum() > 1000


def test_the_floor_ends_at_the_walls_and_they_turn_with_the_car():
    road = replace(oval(), marks=())
    look = Look(noise=0.0, vignette=0.0)
    close = StillTrack(road=road, car=Pose(6.2, 2.0, 0.0))
    far = StillTrack(road=road, car=Pose(0.5, 2.0, 0.0))
    near_wall = CarView(close, looks=look).frame(close.state(0))
    far_wall = CarView(far, looks=look).frame(far.state(0))
    floor = np.abs(near_wall.astype(int) - look.floor_bgr).max(axis=2) < 25
    assert not floor[:100].any()
    assert (np.abs(far_wall[60:].astype(int) - look.floor_bgr).max(axis=2) < 25).mean() > 0.99


def test_less_light_in_the_room_darkens_the_picture_and_the_lux():
    bright, dim = StillTrack(), StillTrack(light=0.4)
    pictures = [CarView(track).frame(track.state(0)) for track in (bright, dim)]
    assert pictures[1].mean() < 0.5 * pictures[0].mean()
    assert CarView(dim).light(0) == pytest.approx(0.4 * CarView(bright).light(0))


def test_a_camera_gets_the_size_and_the_part_it_asks_for():
    view = CarView(StillTrack())
    whole = view.look(0, (640, 480)).image
    part = view.look(0, (320, 120), (0.25, 0.5, 0.5, 0.25)).image
    assert whole.shape == (480, 640, 3)
    assert (part == whole[240:360, 160:480]).all()


@pytest.mark.parametrize("style", STYLES)
def test_every_style_can_be_looked_at_and_has_its_name_s_own_mark(style):
    look = Look.styled(style, 4)
    assert look == Look.styled(style, 4)
    expected = {
        "tiled": look.floor == "tiles",
        "shadowed": look.shadows > 0.5,
        "glaring": look.glare > 0.5,
        "dark": look.light_gain == 0.5,
        "brown": look.floor_bgr[2] > look.floor_bgr[0] + 20,
    }
    assert expected.get(style, True)


def test_a_misspelt_style_or_knob_is_named():
    with pytest.raises(BadInputError, match='Did you mean "tiled"'):
        Look.styled("tild")
    with pytest.raises(BadInputError, match='Did you mean "shadows"'):
        Look().changed(shadow=0.5)


def test_a_floor_without_marks_is_the_same_floor():
    track = StillTrack()
    view = CarView(track, looks=Look.from_seed(2))
    bare = view.frame(replace(track.state(0), has_marks=False)).astype(int)
    apart = np.abs(view.frame(track.state(0)) - bare).max(axis=2)
    assert 0.01 < (apart > 30).mean() < 0.2


def test_a_scenario_chooses_the_look():
    class Chosen(StillTrack):
        scenario = SimpleNamespace(look_seed=5, look={"style": "tiled", "pitch_rad": 0.3})

    looks = CarView(Chosen()).looks
    assert (looks.floor, looks.pitch_rad) == ("tiles", 0.3)
    assert looks.k1 == Look.from_seed(5).k1


def test_a_jpeg_of_low_quality_is_to_be_seen():
    track = StillTrack()
    fine = CarView(track, looks=Look(noise=0.0)).frame(track.state(0))
    coarse = CarView(track, looks=Look(noise=0.0, jpeg_quality=30)).frame(track.state(0))
    assert 1.0 < cv2.absdiff(fine, coarse).mean() < 12.0


def _seen_from(car: Pose, points):
    cos, sin = np.cos(car.heading_rad), np.sin(car.heading_rad)
    moved = points - (car.x_m, car.y_m)
    return np.stack([moved @ (cos, sin), moved @ (-sin, cos)], axis=1)


def test_no_look_drowns_its_marks_in_light():
    """A camera's automatics would not leave a white line on a white floor, nor would a person."""
    for seed in range(1, 400):
        look = Look.from_seed(seed)
        for light in (1.0, 1.0 + look.windows):
            apart = [
                abs(
                    toned_level(min(255, mark * light), look.light_gain * cast, look.gamma)
                    - toned_level(min(255, floor * light), look.light_gain * cast, look.gamma)
                )
                for mark, floor, cast in zip(
                    look.edge_bgr, look.floor_bgr, (look.blue, 1.0, look.red), strict=True
                )
            ]
            assert max(apart) > 40, seed
