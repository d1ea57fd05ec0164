"""Sentences about a car on a track, driven by a program with two gpiozero motors."""

from pathlib import Path
from textwrap import dedent

import pytest

from hardware_mocks.checks.failure import BrokenCheckError
from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.task import TaskFailed

HEAD = """
from signal import pause
from time import sleep
from gpiozero import Motor
left, right = Motor(5, 6), Motor(13, 19)

def drive(left_speed, right_speed):
    left.value, right.value = left_speed, right_speed
"""
STRAIGHT = "drive(0.5, 0.5)\npause()"
SCENE = """
road = "oval"
[start]
side_m = 0.99
[car]
left_gain = 1.0
[[thing]]
kind = "box"
name = "box"
s_m = 1.1
side_m = 0.99
"""


@pytest.fixture
def judge(tmp_path):
    """Return a function that drives a program's car and returns the message that it gets."""
    (tmp_path / "scene.toml").write_text(SCENE, encoding="utf-8")
    (tmp_path / "check.py").write_text("# bench.car", encoding="utf-8")

    def run(program, sentences, track="scene.toml"):
        path = tmp_path / "main.py"
        path.write_text(HEAD + dedent(program), encoding="utf-8")
        session = CheckSession(CheckJob(tmp_path / "check.py", path), with_standins=False)
        try:
            with session.task(track=track):
                sentences(session.bench)
        except TaskFailed as error:
            return error.diagnosis.message.id, dict(error.diagnosis.message.params)
        return None

    return run


def test_a_car_that_drives_is_seen_to(judge):
    seen = {}

    def sentences(bench):
        bench.car.drives()
        bench.wait("1 s")
        seen.update(away=bench.car.away_m, way=bench.car.way_m, wheels=bench.car.wheels_m_s)
        bench.car.has_turned("0 deg")

    assert judge(STRAIGHT, sentences) is None
    assert 0.3 < seen["away"] == pytest.approx(seen["way"], abs=0.02)
    assert seen["wheels"] == pytest.approx((0.51, 0.51), abs=0.06)


def test_a_car_that_stands_is_told(judge):
    assert judge("drive(0, 0)\npause()", lambda bench: bench.car.drives()) == (
        "car.stands",
        {"waited_s": 2.0},
    )


def test_who_drives_into_a_box_is_told_when_and_how_fast(judge):
    said, how = judge(STRAIGHT, lambda bench: bench.car.stops_before("box"))
    assert said == "car.hit"
    assert how["name"] == "box"
    assert how["speed_m_s"] == pytest.approx(0.5, abs=0.06)


@pytest.mark.parametrize(
    ("seconds", "said"), [(1.0, "car.stops_too_far"), (1.5, None), (1.64, "car.stops_too_near")]
)
def test_where_it_stands_before_a_box_counts(judge, seconds, said):
    program = f"drive(0.5, 0.5)\nsleep({seconds})\ndrive(0, 0)\npause()"
    found = judge(program, lambda bench: bench.car.stops_before("box", ("8 cm", "30 cm")))
    assert (found and found[0]) == said


def test_a_car_that_never_stops_is_told(judge):
    def sentences(bench):
        bench.car.drives()
        bench.track.takes("box")
        bench.car.comes_to_stand(within="2 s")

    assert judge(STRAIGHT, sentences)[0] == "car.goes_on"


def test_a_turn_has_its_angle_and_a_way_back_its_end(judge):
    turns = "drive(-0.3, 0.3)\nsleep(1)\ndrive(0, 0)\npause()"
    found = judge(turns, lambda bench: (bench.wait("2 s"), bench.car.has_turned("-90 deg")))
    assert found[0] == "car.turned"
    assert found[1]["turned_deg"] > 90
    goes = "drive(0.4, 0.4)\nsleep(1)\ndrive(0, 0)\npause()"
    found = judge(goes, lambda bench: (bench.wait("2 s"), bench.car.is_back(within="10 cm")))
    assert found[0] == "car.not_back"
    comes = "drive(0.4, 0.4)\nsleep(1)\ndrive(-0.4, -0.4)\nsleep(1)\ndrive(0, 0)\npause()"
    both = judge(comes, lambda bench: (bench.wait("3 s"), bench.car.is_back(within="10 cm")))
    assert both is None


def test_who_leaves_the_lane_has_no_lap(judge):
    found = judge(STRAIGHT, lambda bench: bench.track.lap(within="20 s"), track="oval")
    assert found[0] == "track.left_lane"
    assert found[1]["side"] == "right"


def test_who_stands_has_no_lap_either(judge):
    found = judge("drive(0, 0)\npause()", lambda bench: bench.track.lap(within="3 s"), track="oval")
    assert found == ("track.no_lap", {"within_s": 3.0, "percent": 0.0})


def test_things_can_be_put_and_the_car_carried(judge):
    seen = []

    def sentences(bench):
        bench.track.takes("box")
        name = bench.track.puts("box", "60 cm", size_m=(0.5, 0.1, 0.2))
        seen.append(bench.car.distance_to(name))
        bench.track.carries_car(s_m=2.0)
        seen.append(bench.track.offset_m)
        bench.track.carries_car_to_start()
        seen.append(bench.car.distance_to(name))
        bench.track.keeps_lane("10 ms")

    judge("pause()", sentences)
    assert seen == [pytest.approx(wanted, abs=1e-3) for wanted in (0.6, 0.0, 0.6)]


def test_a_bench_without_a_track_has_no_car(tmp_path):
    path = tmp_path / "main.py"
    path.write_text("pass", encoding="utf-8")
    session = CheckSession(CheckJob(Path("check.py"), path), with_standins=False)
    with pytest.raises(BrokenCheckError, match="kind = "), session.task():
        session.bench.car.drives()


def test_a_check_that_speaks_of_the_car_needs_the_track(tmp_path):
    check = tmp_path / "check.py"
    check.write_text("bench.car.drives()", encoding="utf-8")
    assert CheckJob(check, check).has_track
    check.write_text("bench.led('car')", encoding="utf-8")
    assert not CheckJob(check, check).has_track


def test_who_turns_on_the_spot_does_not_stand(judge):
    program = "drive(-0.3, 0.3)\nsleep(2)\ndrive(0, 0)\npause()"
    seen = []

    def sentences(bench):
        bench.wait("1.5 s")
        seen.append(bench.car.stands)
        bench.wait("2.5 s")
        seen.extend([bench.car.stands, bench.car.stood_for_s])
        bench.car.comes_to_stand()

    judge(program, sentences)
    assert seen == [False, True, pytest.approx(1.5, abs=0.4)]
