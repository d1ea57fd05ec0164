"""What pages are told: why the car stands in words, and numbers that people read."""

from makerkit.app.edge import Health, Level
from self_driving_car.control.motion import Twist, WheelSpeeds
from self_driving_car.dashboard.live_state import LiveState, phase_of
from self_driving_car.driver import halts
from self_driving_car.perception.seen import Lane, Light, LightColour, Seen, Sign, SignKind
from self_driving_car.status import Mode, Status

DRIVING = Status(t_s=1.0, is_armed=True, wish=Twist(0.5, -0.4), wheels=WheelSpeeds(0.5, 0.4))


def test_the_phase_says_what_to_do():
    phases = {
        "stopped": Status(t_s=1.0, halt=halts.ESTOP),
        "off": Status(t_s=1.0, halt=halts.DISARMED),
        "held": Status(t_s=1.0, is_armed=True, halt=halts.RED_LIGHT),
        "ready": Status(t_s=1.0, is_armed=True),
        "drives": DRIVING,
    }
    assert {name: phase_of(status) for name, status in phases.items()} == {
        name: name for name in phases
    }
    assert phase_of(Status(t_s=1.0, halt=halts.ESTOP_BUTTON)) == "stopped"
    rolling = Status(t_s=1.0, is_armed=True, wheels=WheelSpeeds(0.2, 0.2))
    assert phase_of(rolling) == "drives"


def test_every_halt_is_told_with_its_reason_and_the_way_out():
    told = LiveState().state(Status(t_s=1.0, halt=halts.PAGE_LOST))["car"]["halt"]
    assert told == {
        "reason": "page_lost",
        "says": "Nothing was heard for 0.3 s from whoever drove.",
        "way_out": "See that the page or the gamepad is connected. Then arm again.",
    }


def test_curves_are_in_units_that_people_read_and_right_is_positive():
    lane = Lane(offset_m=0.031, heading_rad=0.1, curvature_per_m=0.5, width_m=0.35, confidence=0.9)
    status = Status(
        t_s=1.0, seen=Seen(t_s=1.0, lane=lane), wish=Twist(0.5, -1.0), ahead_m=0.5,
        latency_s=0.0524, wheels=WheelSpeeds(0.4, 0.5),
    )  # fmt: skip
    assert LiveState().state(status)["plots"] == {
        "offset_cm": 3.1, "heading_deg": -5.7, "bend_per_m": -0.5, "confidence": 90.0,
        "speed_m_s": 0.45, "wish_m_s": 0.5,
        "turn_deg_s": 57.3, "ahead_cm": 50.0, "latency_ms": 52.0,
    }  # fmt: skip


def test_what_is_not_known_is_told_as_nothing():
    plots = LiveState().state(Status(t_s=1.0))["plots"]
    assert {name for name, value in plots.items() if value is None} == {
        "offset_cm", "heading_deg", "bend_per_m", "confidence", "ahead_cm", "latency_ms"
    }  # fmt: skip


def test_who_holds_the_car_is_told_with_the_key_of_the_page():
    state = LiveState(lambda name: {"mina, phone 3": "k3"}.get(name, ""))
    assert state.state(Status(t_s=1.0))["holder"] is None
    told = state.state(Status(t_s=1.0, holder="mina, phone 3"))["holder"]
    assert told == {"name": "mina, phone 3", "key": "k3"}
    assert state.state(Status(t_s=1.0, holder="gamepad 1"))["holder"]["key"] == ""


def test_signs_and_lights_are_told_with_their_distance():
    box = (1, 2, 3, 4)
    seen = Seen(
        t_s=1.0, signs=(Sign(SignKind.STOP, box, 0.9, 0.612),),
        lights=(Light(LightColour.RED, box, 0.8),),
    )  # fmt: skip
    assert LiveState().state(Status(t_s=1.0, seen=seen))["seen"] == {
        "lane": False,
        "things": [
            {"kind": "sign", "name": "stop", "distance_m": 0.61},
            {"kind": "light", "name": "red", "distance_m": None},
        ],
    }


def test_what_has_happened_is_kept_newest_first_and_only_once():
    state = LiveState(wall=lambda: 1000.0)
    state.heard(Status(t_s=1.0, halt=halts.DISARMED))
    for _ in range(3):
        state.heard(DRIVING)
    state.heard(Status(t_s=3.0, halt=halts.ARMING))
    state.heard(Status(t_s=4.0, halt=halts.LINE_LOST, mode=Mode.LANE))
    assert [one["says"] for one in state.recent] == [
        "Mode: lane.",
        "The lane was out of sight for half a second.",
        "It drives.",
        "The motors are off.",
    ]


def test_the_stick_stands_as_the_car_moves():
    stick = LiveState().state(DRIVING)["stick"]
    assert stick["y"] == 1.0
    assert stick["x"] > 0.2


def test_the_worst_part_is_told():
    state = LiveState()
    state.health = [Health("a", Level.OK), Health("b", Level.WARNING)]
    assert state.state(Status(t_s=1.0))["health"] == "warning"
