"""What a camera of the house sees: where things are, what hides them, and in which light."""

import math
import random
import threading
from dataclasses import replace

import cv2
import numpy as np
import pytest

from hardware_mocks.worlds.house.house import House
from hardware_mocks.worlds.house.picture import CameraView
from hardware_mocks.worlds.house.picture.pinhole import Pinhole
from hardware_mocks.worlds.house.plan import read_plan
from hardware_mocks.worlds.house.state import Body, Headlight, HouseState, Insect

SIZE = (320, 240)
PLAN = read_plan()
NIGHT = HouseState(
    t_ns=0,
    clock_s=0.0,
    sun_azimuth_rad=0.0,
    sun_elevation_rad=math.radians(-40),
    clouds=0.0,
    rain=0.0,
    wind=0.0,
    lamps=dict.fromkeys(PLAN.lamps, 0.0),
    doors=dict.fromkeys(PLAN.doors, 0.0),
    windows=dict.fromkeys(PLAN.windows, 0.0),
    curtains=dict.fromkeys(PLAN.windows, 0.0),
    curtain_sway=0.0,
)
DAY = replace(
    NIGHT, sun_elevation_rad=math.radians(40), sun_azimuth_rad=math.radians(30), clouds=0.5
)
LAMPS = replace(NIGHT, lamps=NIGHT.lamps | {"hall_lamp": 1.0, "living_lamp": 1.0})
RED, BLUE = (40, 40, 220), (220, 60, 40)


def body(x_m, y_m, **how):
    usual = {"name": "somebody", "kind": "resident", "facing_rad": 1.5, "pose": "stands"}
    usual |= {"phase": 0.0, "height_m": 1.75, "clothes": (RED, BLUE)}
    return Body(x_m=x_m, y_m=y_m, **usual | how)


def view(state, camera="living_room"):
    return CameraView(PLAN, camera, lambda t_ns: replace(state, t_ns=t_ns))


def look(state, camera="living_room"):
    return view(state, camera).look(0, SIZE)


def boxes_of(state, camera="living_room"):
    return [(name, share) for name, _, share in view(state, camera).boxes(0)]


def changed(first, second):
    """Return where two pictures differ."""
    return (cv2.absdiff(first.image, second.image).max(2) > 12).nonzero()


def test_a_body_lands_where_a_pinhole_projects_it():
    x_m, y_m = 2.6, 2.9
    somebody = replace(LAMPS, bodies=(body(x_m, y_m),))
    rows, _ = changed(look(LAMPS), look(somebody))
    hole = Pinhole.of(PLAN.cameras["living_room"], *SIZE)
    (head, feet), _ = hole.project(np.array([(x_m, y_m, 1.75), (x_m, y_m, 0.0)]))
    assert rows.min() == pytest.approx(head[1], abs=5)
    [(_, (x, y, width, height), share)] = view(somebody).boxes(0)
    assert (x + width / 2) * SIZE[0] == pytest.approx((head[0] + feet[0]) / 2, abs=8)
    assert (y + height) * SIZE[1] == pytest.approx(feet[1], abs=14)  # the toes are nearer
    assert share > 0.95


def test_the_middle_of_the_picture_is_where_the_camera_points():
    camera = PLAN.cameras["hall"]
    hole = Pinhole.of(camera, *SIZE)
    flat = math.cos(camera.pitch_rad)
    ahead = (
        flat * math.cos(camera.yaw_rad),
        flat * math.sin(camera.yaw_rad),
        math.sin(camera.pitch_rad),
    )
    [pixel], [depth] = hole.project(np.array([camera.at]) + 2 * np.array([ahead]))
    assert pixel.tolist() == pytest.approx([159.5, 119.5])
    assert depth == pytest.approx(2.0)


def test_a_sofa_hides_who_stands_behind_it_and_not_who_stands_before_it():
    hidden = dict(boxes_of(replace(LAMPS, bodies=(body(0.2, 2.0, height_m=0.7),))))
    before = dict(boxes_of(replace(LAMPS, bodies=(body(1.5, 2.6, height_m=0.7),))))
    assert hidden.get("somebody", 0.0) < 0.35
    assert before["somebody"] > 0.9


def test_a_wall_hides_who_is_in_another_room():
    next_door = replace(LAMPS, bodies=(body(8.0, 2.0),))
    assert view(next_door).boxes(0) == []
    assert (look(next_door).image == look(LAMPS).image).all()


def test_a_door_hides_who_stands_behind_it():
    outside = replace(LAMPS, bodies=(body(4.9, -0.6),))
    is_open = replace(outside, doors=NIGHT.doors | {"front_door": 1.0})
    assert view(outside, "hall").boxes(0) == []
    assert [name for name, _, _ in view(is_open, "hall").boxes(0)] == ["somebody"]


def test_a_shut_door_hides_an_arm_that_reaches_for_the_bell():
    rings = replace(LAMPS, bodies=(body(5.2, -0.75, reaches=True, facing_rad=1.0),))
    assert view(rings, "hall").boxes(0) == []
    assert cv2.absdiff(look(rings, "hall").image, look(LAMPS, "hall").image).max() <= 2


def test_who_is_nearer_stands_before_who_is_farther():
    two = (body(1.2, 0.9, name="far"), body(2.3, 2.6, name="near"))
    shares = dict(boxes_of(replace(LAMPS, bodies=two)))
    alone = dict(boxes_of(replace(LAMPS, bodies=two[:1])))
    assert shares["near"] > 0.95
    assert shares["far"] < alone["far"]


def test_a_seated_person_is_lower_than_a_standing_one():
    stands = replace(LAMPS, bodies=(body(0.85, 2.0, facing_rad=0.0),))
    sits = replace(LAMPS, bodies=(body(0.85, 2.0, facing_rad=0.0, pose="sits"),))
    [(_, (_, top, _, _), _)] = view(stands).boxes(0)
    [(_, (_, seated_top, _, _), _)] = view(sits).boxes(0)
    assert seated_top > top + 0.05


def test_the_day_is_brighter_than_dusk_and_dusk_than_night():
    dusk = replace(DAY, sun_elevation_rad=math.radians(-3))
    for camera in PLAN.cameras:
        bright = [look(state, camera).lux for state in (DAY, dusk, NIGHT)]
        assert bright[0] > 20 * bright[1] > 200 * bright[2], camera


def test_the_picture_is_well_exposed_by_day_and_by_lamp():
    for state in (DAY, LAMPS):
        for camera in ("living_room", "hall"):
            assert 70 < look(state, camera).image.mean() < 150


def test_a_lamp_lights_its_own_room_and_what_sees_through_an_open_door():
    kitchen = replace(NIGHT, lamps=NIGHT.lamps | {"bath_lamp": 1.0})
    assert look(kitchen, "hall").lux == pytest.approx(look(NIGHT, "hall").lux, rel=0.01)
    is_open = replace(kitchen, doors=NIGHT.doors | {"bath_door": 1.0})
    assert look(is_open, "hall").lux > 20 * look(NIGHT, "hall").lux
    assert look(LAMPS, "hall").lux > 1000 * look(NIGHT, "hall").lux


def test_the_sun_makes_a_patch_on_the_floor_that_wanders():
    def clear(azimuth_deg):
        return replace(DAY, clouds=0.0, sun_azimuth_rad=math.radians(azimuth_deg),
                       sun_elevation_rad=math.radians(30))  # fmt: skip

    pictures = [look(clear(azimuth)) for azimuth in (185, 185.1, 215)]
    still, moved = (len(changed(pictures[0], other)[0]) for other in pictures[1:])
    assert still < 300
    assert moved > 1500


def test_a_closed_curtain_keeps_light_out():
    closed = replace(DAY, curtains=dict.fromkeys(PLAN.windows, 1.0))
    assert look(closed).lux < 0.5 * look(DAY).lux


def test_infrared_light_has_no_colours_and_is_weak_far_away():
    scene = look(replace(NIGHT, infrared={"living_room": True}, bodies=(body(2.4, 2.6),)))
    assert scene.is_infrared
    assert (scene.image.min(2) == scene.image.max(2)).all()
    street = look(replace(NIGHT, infrared={"street": True}), "street").image[..., 0]
    assert street[200:, 100:220].mean() > 2 * street[:90, 100:220].mean()


def test_a_moth_at_the_lamp_is_a_bright_streak_where_it_flies():
    night = replace(NIGHT, infrared={"hall": True})
    moth = replace(
        night, insects=(Insect("hall", 0.25, 0.6, 0.06), Insect("street", 0.8, 0.1, 0.1))
    )
    rows, columns = changed(look(night, "hall"), look(moth, "hall"))
    assert np.mean(columns) / SIZE[0] == pytest.approx(0.25, abs=0.03)
    assert np.mean(rows) / SIZE[1] == pytest.approx(0.6, abs=0.03)
    assert look(moth, "hall").image.mean() > look(night, "hall").image.mean()


def test_headlights_come_in_where_the_curtain_is_open():
    night = replace(NIGHT, infrared={"living_room": True})
    passing = replace(night, headlights=(Headlight(math.radians(-78), 1.0),))
    drawn = replace(passing, curtains=dict.fromkeys(PLAN.windows, 1.0))
    lit = len(changed(look(night), look(passing))[0])
    dark = len(changed(look(replace(night, curtains=drawn.curtains)), look(drawn))[0])
    assert lit > 500
    assert dark < lit / 3


def test_a_shaken_camera_moves_the_whole_picture():
    still, shaken = look(LAMPS), look(replace(LAMPS, shake={"living_room": (0.01, 0.0)}))
    hole = Pinhole.of(PLAN.cameras["living_room"], *SIZE)
    first, second = (cv2.cvtColor(s.image, cv2.COLOR_BGR2GRAY).astype(np.float32)
                     for s in (still, shaken))  # fmt: skip
    (right, down), _ = cv2.phaseCorrelate(first, second)
    assert right == pytest.approx(hole.focal_px * math.tan(0.01), abs=0.3)
    assert down == pytest.approx(0, abs=0.3)


def test_rain_falls_before_cameras_outside_and_runs_down_windows():
    rain = replace(DAY, rain=1.0, clouds=1.0)
    dry = replace(DAY, clouds=1.0)
    outside = len(changed(look(dry, "street"), look(rain, "street"))[0])
    inside = len(changed(look(dry), look(rain))[0])
    assert outside > 2000
    assert 0 < inside < 2000


def test_a_crop_is_a_part_of_the_whole_picture():
    whole = view(LAMPS).look(0, (640, 480)).image
    part = view(LAMPS).look(0, (320, 240), (0.25, 0.25, 0.5, 0.5)).image
    assert np.abs(part.astype(int) - whole[120:360, 160:480]).mean() < 2


def test_zooming_in_small_steps_draws_the_house_in_few_sizes():
    zooming = view(LAMPS)
    for step in range(12):
        share = 1 - 0.04 * step
        image = zooming.look(0, SIZE, ((1 - share) / 2, (1 - share) / 2, share, share)).image
        assert image.shape == (240, 320, 3)
    assert len(zooming._scenes) <= 2


def test_light_is_told_without_the_picture_and_whatever_size_was_drawn():
    fresh, used = view(LAMPS), view(LAMPS)
    used.look(0, SIZE)
    used.look(0, (200, 150))
    assert fresh.light(0) == used.light(0) == pytest.approx(used.look(0, SIZE).lux, rel=0.1)
    assert 2300 < used.colour_temperature(0) < 3800
    assert view(DAY).colour_temperature(0) > 5000


def test_the_clock_never_waits_for_a_picture_that_is_drawn():
    """Who holds the clock's lock asks for the light while others look, who need the clock."""
    clock = threading.Lock()

    def state_of(t_ns):
        with clock:
            return replace(LAMPS, t_ns=t_ns)

    camera = CameraView(PLAN, "hall", state_of)
    camera.prepare(SIZE)
    camera.light(0)
    with camera._drawing:
        assert camera.light(1) > 0
    with camera._baking:
        assert camera.light(2) > 0


def test_a_wide_picture_shows_the_middle_of_what_a_high_one_shows():
    whole = view(LAMPS).look(0, (640, 480)).image
    wide = view(LAMPS).look(0, (640, 360), (0.0, 0.125, 1.0, 0.75)).image
    assert np.abs(wide.astype(int) - whole[60:420]).mean() < 2


def test_the_same_time_gives_the_same_bytes_whatever_was_asked_before():
    times_s = [0.0, 3.4, 9.0, 11.2, 17.5, 26.0, 32.0, 40.0, 55.0]
    for scenario, camera in (("burglary", "living_room"), ("headlights", "living_room"),
                             ("rain", "street"), ("ordinary_day", "hall")):  # fmt: skip
        pictures = []
        for seed in (1, 2):
            asked = times_s[:]
            random.Random(seed).shuffle(asked)
            seen = House(scenario, seed=5).view(camera)
            shots = {t_s: seen.look(round(t_s * 1e9), SIZE) for t_s in asked}
            pictures.append([(shots[t].image.tobytes(), shots[t].lux) for t in times_s])
        assert pictures[0] == pictures[1], scenario


def test_looking_never_changes_what_is_kept():
    seen = view(replace(LAMPS, bodies=(body(2.4, 2.6),)))
    first = seen.look(0, SIZE).image
    kept = first.copy()
    first[:] = 0
    assert (seen.look(0, SIZE).image == kept).all()
