"""The truth of a run on a bench: written beside its trace, exact, the same each time."""

import json
import math
from pathlib import Path
from textwrap import dedent

import pytest

from hardware_mocks.parts.dc_motor import DcMotor
from hardware_mocks.parts.motor import Motor
from hardware_mocks.worlds.scenes import read_scene, write_truth
from hardware_mocks.worlds.track.joins import CarJoins
from hardware_mocks.worlds.track.track import Track
from makerkit.errors import BadInputError
from makerkit.wiring.scenario import parse_scenario

PROGRAM = """
from gpiozero import Motor
from time import sleep
left, right = Motor(5, 6), Motor(13, 19)
left.value = right.value = 0.6
sleep(1.0)
left.value = right.value = 0
sleep(1.5)
"""


@pytest.fixture
def drive(bench, track, run_program, tmp_path):
    """Run a program on the track; return the lines of its truth as they were written."""

    def run(program=PROGRAM):
        path = tmp_path / "main.py"
        path.write_text(dedent(program), encoding="utf-8")
        run_program(path, for_s=10)
        written = write_truth(bench, str(tmp_path / "run.jsonl"), bench.clock.now_ns)
        assert written is not None
        assert written.name == "run.truth.jsonl"
        return written.read_text(encoding="utf-8")

    return run


@pytest.mark.track(scenario="oval", seed=3)
def test_the_truth_has_samples_and_the_moment_of_zero_duty(drive):
    events = [json.loads(line) for line in drive().splitlines()]
    (zero,) = [event for event in events if event["what"] == "duty_zero"]
    assert zero["t_s"] == pytest.approx(1.0, abs=1e-3)
    samples = [event for event in events if event["what"] == "car"]
    assert samples[-1]["x_m"] > samples[0]["x_m"] + 0.3
    assert [event["t_s"] for event in events] == sorted(event["t_s"] for event in events)
    full = [s["duty"] for s in samples if 0.5 < s["t_s"] < 0.9]
    assert full == [[0.6, 0.6]] * len(full)


def rolled(truth: str) -> tuple[float, float]:
    """Return how fast it was when its motors got nothing more, and how far it rolled then."""
    events = [json.loads(line) for line in truth.splitlines()]
    zero_s = next(event["t_s"] for event in events if event["what"] == "duty_zero")
    samples = [event for event in events if event["what"] == "car"]
    last = [s for s in samples if s["t_s"] <= zero_s][-1]
    return last["speed_m_s"], samples[-1]["s_m"] - last["s_m"]


@pytest.mark.track(scenario="oval", seed=3)
def test_motors_that_get_nothing_let_the_car_roll(drive):
    speed_m_s, way_m = rolled(drive())
    assert way_m > 0.14 * speed_m_s  # 0.18 s of coasting; a brake would need 0.1


@pytest.mark.track(scenario="oval", seed=3)
def test_a_change_of_voltage_counts_from_its_own_millisecond(drive, track):
    drive(PROGRAM.replace("sleep(1.0)", "sleep(1.004)"))
    later_m = track.car.x_m
    other = Track("oval", seed=3)
    other.advance(3.6, 3.6, ms=1000)
    speed_m_s = other.car.speed_m_s
    other.advance(None, None, ms=1500)
    assert later_m - other.car.x_m == pytest.approx(0.004 * speed_m_s, rel=0.3)


TRUTHS: dict[int, str] = {}


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.track(scenario="obstacle", seed=3)
def test_two_runs_write_the_same_bytes(drive, turn):
    TRUTHS[turn] = drive()
    assert TRUTHS[turn] == TRUTHS[1]
    assert len(TRUTHS[1].splitlines()) > 40


@pytest.mark.track(scenario="oval")
def test_a_motor_tells_the_speed_of_the_cars_wheel(drive, bench, track):
    drive(PROGRAM.replace("sleep(1.5)", "sleep(0.05)"))
    motors = [part for part in bench.parts.values() if isinstance(part, Motor)]
    assert len(motors) == 2
    assert motors[0].speed == pytest.approx(track.car.left_m_s / 1.15, abs=0.01)


@pytest.mark.track(scenario="oval")
def test_the_camera_sees_the_track_from_the_car(drive, bench, track):
    drive()
    picture = bench.views["0"].look(track.now_ns, (160, 120)).image
    assert picture.shape == (120, 160, 3)
    assert picture.max() > picture.min()


def test_a_scene_chooses_its_track(tmp_path: Path):
    scene = tmp_path / "scene.toml"
    scene.write_text('[world]\nkind = "track"\nscenario = "own.toml"\n', encoding="utf-8")
    (tmp_path / "own.toml").write_text('title = "Own"\nroad = "line"\n', encoding="utf-8")
    found = read_scene(scene)
    assert found.world is not None
    assert found.world.kind == "track"
    assert Track(found.world.scenario).scenario.title == "Own"
    with pytest.raises(BadInputError, match='"house" or "track"'):
        parse_scenario('[world]\nkind = "moon"\n')


def named(bench, *names):
    for name in names:
        nets = {"+": bench.net(f"{name} +"), "-": bench.net(f"{name} -")}
        bench.add_part(DcMotor, name, nets)


def test_motors_without_sides_are_left_and_right_in_their_order(bench):
    named(bench, "m1", "m2")
    joins = CarJoins(bench, {})
    joins.look()
    assert {role: part.name for role, part in joins.found.items()} == {
        "left motor": "m1",
        "right motor": "m2",
    }


def test_names_say_the_side_and_a_scene_says_it_louder(bench):
    named(bench, "right one", "the left")
    joins = CarJoins(bench, {})
    joins.look()
    assert joins.found["left motor"].name == "the left"
    joins = CarJoins(bench, {"right one": "left motor", "the left": "right_motor"})
    joins.look()
    assert joins.found["left motor"].name == "right one"
    with pytest.raises(BadInputError, match="left motor"):
        CarJoins(bench, {"m": "lefft motor"})


STEERED = """
road = "oval"
[car]
steering = "servo"
"""
STEERS = """
from gpiozero import AngularServo, Motor
from time import sleep
motor = Motor(5, 6)
steering = AngularServo(12, min_angle=-90, max_angle=90)
motor.value = 0.5
steering.angle = 20
sleep(2)
"""


def test_a_servo_called_steering_steers_a_car_with_one_motor(bench, run_program, tmp_path):
    from hardware_mocks.worlds.scenes import join_track
    from makerkit.wiring.scenario import WorldChoice

    (tmp_path / "steered.toml").write_text(STEERED, encoding="utf-8")
    track = join_track(bench, WorldChoice("track", str(tmp_path / "steered.toml")), seed=1)
    (tmp_path / "main.py").write_text(STEERS, encoding="utf-8")
    bench.name_things_after({})
    run_program(tmp_path / "main.py", for_s=1.9)
    car = track.car
    assert car.speed_m_s > 0.3
    radius_m = car.speed_m_s / car.turn_rad_s
    assert radius_m == pytest.approx(0.17 / math.tan(math.radians(20)), rel=0.05)
