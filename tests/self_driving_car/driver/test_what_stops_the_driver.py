"""What stops the car, what it says then, and how it comes out of it."""

import pytest

from self_driving_car.control.motion import WHEELS_STILL
from self_driving_car.driver.orders import Arm, Disarm, Gone, Present, Release, SetMode, Steer, Stop
from self_driving_car.driver.senses import LinkSeen
from self_driving_car.perception.seen import Lane, Seen
from self_driving_car.status import Mode
from tests.self_driving_car.driver.ride import Ride


def stands(ride: Ride) -> bool:
    return ride.decisions[-1].wheels == WHEELS_STILL


def test_it_begins_disarmed_and_says_so(ride: Ride) -> None:
    ride.go(1.0)
    assert (ride.reason, ride.is_armed) == ("disarmed", False)


def test_a_stick_does_not_move_a_car_that_nobody_armed(ride: Ride) -> None:
    ride.steer(1.0)
    assert all(decision.wheels == WHEELS_STILL for decision in ride.decisions)


def test_once_armed_the_stick_drives_it(ride: Ride) -> None:
    ride.arm()
    ride.steer(1.5, throttle=0.5)
    assert ride.speed_m_s == pytest.approx(0.5 * ride.settings.speed_cap_m_s)
    assert (ride.reason, ride.status.holder) == ("", "a")


def test_the_emergency_stop_stands_at_once_and_holds(ride: Ride) -> None:
    """donkeycar #974: an emergency stop that works, from wherever."""
    ride.arm()
    ride.steer(1.0)
    ride.order(Stop("page 3"))
    ride.go(0.02)
    assert (stands(ride), ride.is_armed, ride.reason) == (True, False, "estop")
    ride.steer(1.0)
    assert "emergency stop" in ride.order(Arm())
    assert (stands(ride), ride.reason) == (True, "estop")


def test_after_the_emergency_stop_it_takes_release_and_arm(ride: Ride) -> None:
    ride.arm()
    ride.order(Stop())
    ride.order(Release())
    ride.go(1.0)
    assert (ride.is_armed, ride.reason) == (False, "disarmed")
    ride.arm()
    assert ride.reason == ""


def test_a_page_that_falls_silent_stops_the_car_within_0_3_s(ride: Ride) -> None:
    """donkeycar #102: throttle stayed after the browser had disconnected."""
    ride.arm(holder="page 1")
    ride.steer(1.0, throttle=1.0, who="page 1")
    ride.order(Steer("page 1", 0.0, 1.0))
    silent_s = ride.until(lambda: stands(ride), 1.0)
    assert 0.25 < silent_s <= 0.33
    assert (ride.reason, ride.driver.tick(ride.now_s).wants_armed) == ("page_lost", False)


def test_a_page_that_is_lost_cannot_just_go_on(ride: Ride) -> None:
    ride.arm()
    ride.steer(1.0)
    ride.go(1.0)
    ride.steer(1.0)
    assert (stands(ride), ride.reason) == (True, "page_lost")
    ride.arm()
    ride.steer(1.0)
    assert ride.speed_m_s > 0.0


def test_a_page_that_closes_while_it_drives_stops_the_car_at_once(ride: Ride) -> None:
    ride.arm()
    ride.steer(1.0)
    ride.order(Gone("a"))
    ride.go(0.02)
    assert (stands(ride), ride.reason) == (True, "page_lost")


def test_a_stick_that_is_let_go_and_falls_silent_is_no_loss(ride: Ride) -> None:
    ride.arm()
    ride.steer(1.0)
    ride.order(Steer("a", 0.0, 0.0))
    ride.go(1.0)
    assert (ride.is_armed, ride.reason, ride.status.holder) == (True, "", "")


def test_a_car_that_a_page_set_off_stops_when_no_page_is_there_any_more(ride: Ride) -> None:
    """f1tenth_system #8, picraftzero #63: runaway on a lost link."""
    ride.order(SetMode(Mode.LANE))
    ride.order(Arm("page 1"))
    for _ in range(20):
        ride.order(Present("page 1"))
        ride.go(0.1)
    assert ride.speed_m_s == pytest.approx(0.5)
    silent_s = ride.until(lambda: stands(ride), 1.0)
    assert silent_s <= 0.33
    assert ride.reason == "page_lost"


def test_a_program_that_set_it_off_needs_no_page(ride: Ride) -> None:
    ride.arm(Mode.LANE)
    ride.go(5.0)
    assert ride.speed_m_s == pytest.approx(0.5)


def test_the_end_of_the_lane_stops_it_0_6_s_after_the_first_picture_without_one(
    ride: Ride,
) -> None:
    """AutoRCCar #195: drives on at the end of the track."""
    ride.arm(Mode.LANE)
    ride.go(3.0)
    ride.lane = None
    stopped_s = ride.until(lambda: stands(ride), 1.0)
    assert 0.4 < stopped_s <= 0.6
    assert ride.reason == "line_lost"


def test_it_holds_its_speed_before_it_gives_the_lane_up(ride: Ride) -> None:
    ride.arm(Mode.LANE)
    ride.go(3.0)
    ride.lane, kept = None, ride.lane
    ride.go(0.2)
    assert ride.speed_m_s == pytest.approx(0.5)
    ride.go(0.16)
    assert 0.0 < ride.speed_m_s < 0.5
    ride.lane = kept
    ride.go(1.0)
    assert (ride.speed_m_s, ride.reason) == (pytest.approx(0.5), "")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Lane(0.1, 0.0, 0.0, 0.35, 1.0, 0.2, 1.5), id="beside the old one"),
        pytest.param(Lane(0.0, 0.3, 0.0, 0.35, 1.0, 0.2, 1.5), id="askew to the old one"),
        pytest.param(Lane(0.0, 0.0, 0.0, 0.35, 0.11, 0.2, 1.5), id="faint"),
    ],
)
def test_another_lane_after_a_picture_without_one_is_a_seam_of_the_floor(
    ride: Ride, other: Lane
) -> None:
    ride.arm(Mode.LANE)
    ride.go(1.0)
    ride.lane = None
    ride.go(0.12)
    ride.lane = other
    ride.go(0.6)
    assert (stands(ride), ride.reason) == (True, "line_lost")


@pytest.mark.parametrize(("confidence", "reason"), [(0.7, ""), (0.5, "line_lost")])
def test_a_sure_lane_goes_on_though_the_one_that_faded_bent_away(
    ride: Ride, confidence: float, reason: str
) -> None:
    """lights_87: the stripes of a zebra crossing turned the lane away while it faded."""
    ride.arm(Mode.LANE)
    ride.go(1.0)
    ride.lane = None
    ride.go(0.12)
    ahead_m = ride.pose.forward_m + 0.3
    ride.lane = Lane(-0.25 * ahead_m, 0.25, 0.0, 0.35, confidence, 0.2, 1.5)  # crosses it there
    ride.go(0.55)
    assert ride.reason == reason


@pytest.mark.parametrize(("confidence", "reason"), [(0.7, ""), (0.5, "line_lost")])
def test_a_sure_lane_that_goes_on_beside_the_car_may_bend_ahead(
    ride: Ride, confidence: float, reason: str
) -> None:
    """signs_87: at a zebra crossing in a bend, what was known of the lane went straight on."""
    ride.arm(Mode.LANE)
    ride.go(1.0)
    ride.lane = None
    ride.go(0.12)
    bend = Lane(0.0, 0.0, 2.0, 0.35, confidence, 0.2, 1.5)
    ride.show = lambda ride: Seen(ride.now_s, bend)
    ride.go(0.55)
    assert ride.reason == reason


def test_a_lane_that_faded_is_found_again_where_the_last_sure_one_goes_on(ride: Ride) -> None:
    ride.arm(Mode.LANE)
    ride.go(1.0)
    ride.lane = Lane(0.0, 0.06, 0.0, 0.35, 0.2, 0.2, 1.5)  # fades, and turns away
    ride.go(0.12)
    ride.lane = Lane(0.0, 0.16, 0.0, 0.35, 0.2, 0.2, 1.5)
    ride.go(0.06)
    ride.lane = None
    ride.go(0.12)
    ride.lane = Lane(0.0, 0.0, 0.0, 0.35, 0.5, 0.2, 1.5)
    ride.go(1.0)
    assert ride.reason == ""


def test_a_faint_lane_is_followed_a_while_and_a_car_that_stands_doubts_no_more(ride: Ride) -> None:
    """lights_14: it stood at a red light in glaring light, and then its lane was out of sight."""
    ride.arm(Mode.LANE)
    ride.go(1.0)
    ride.lane = Lane(0.0, 0.0, 0.0, 0.35, 0.3, 0.2, 1.5)
    ride.go(1.0)
    ride.wall_m = ride.pose.forward_m + 0.1
    ride.go(8.0)
    assert (stands(ride), ride.reason) == (True, "obstacle")
    ride.wall_m = None
    ride.go(1.0)
    assert ride.reason == ""
    ride.go(6.0)
    assert (stands(ride), ride.reason) == (True, "line_lost")


def test_a_lane_that_comes_back_after_the_stop_does_not_set_it_off(ride: Ride) -> None:
    ride.arm(Mode.LANE)
    ride.go(2.0)
    ride.lane, kept = None, ride.lane
    ride.go(1.0)
    ride.lane = kept
    ride.go(2.0)
    assert (stands(ride), ride.is_armed, ride.reason) == (True, False, "line_lost")
    ride.arm(Mode.LANE)
    ride.go(1.0)
    assert ride.speed_m_s > 0.3


def test_a_camera_that_hangs_stops_it_too(ride: Ride) -> None:
    ride.arm(Mode.LANE)
    ride.go(3.0)
    ride.is_blind = True
    assert ride.until(lambda: stands(ride), 1.0) <= 0.62
    assert ride.reason == "camera_lost"


def test_without_any_picture_it_never_sets_off(ride: Ride) -> None:
    ride.is_blind = True
    ride.order(SetMode(Mode.LANE))
    ride.order(Arm())
    ride.go(2.0)
    assert all(decision.wheels == WHEELS_STILL for decision in ride.decisions)
    assert ride.reason == "camera_lost"


def test_a_board_that_falls_silent_is_told_to_stop(ride: Ride) -> None:
    """derplearning #2: the car kept its last command."""
    ride.arm(Mode.LANE)
    ride.go(2.0)
    ride.is_deaf = True
    assert ride.until(lambda: stands(ride), 1.0) <= 0.34
    assert ride.reason == "no_board"


@pytest.mark.parametrize(
    ("stop", "reason"),
    [
        ("LINK_LOST", "link_lost"),
        ("BUMPER", "bumper"),
        ("STALL", "stall"),
        ("LEFT_SILENT", "wheel_silent"),
        ("RIGHT_NOISY", "wheel_noisy"),
        ("SAG", "battery_sag"),
        ("EMPTY", "battery_empty"),
        ("MISSING", "battery_missing"),
        ("WHATEVER_COMES_LATER", "board"),
    ],
)
def test_what_the_firmware_stops_for_is_said_and_takes_a_deliberate_act(
    ride: Ride, stop: str, reason: str
) -> None:
    ride.arm(Mode.LANE)
    ride.go(1.0)
    ride.board_stops(stop)
    ride.go(2.0)
    assert (ride.is_armed, ride.reason) == (False, reason)
    halt = ride.status.halt
    assert halt is not None
    assert "rm again" in halt.way_out
    ride.arm(Mode.LANE)
    assert ride.reason == ""


def test_a_board_that_restarts_is_not_driven_on(ride: Ride) -> None:
    ride.arm(Mode.LANE)
    ride.go(1.0)
    ride.board_stops("BOOT")
    ride.driver.sense(LinkSeen(is_up=True, boot="the supply fell too low"), ride.now_s)
    ride.go(2.0)
    assert (stands(ride), ride.reason) == (True, "board_reset")
    assert "supply fell" in ride.status.halt.says  # type: ignore[union-attr]  # it stands


def test_a_cable_that_comes_out_says_why_and_comes_back_disarmed(ride: Ride) -> None:
    ride.arm(Mode.LANE)
    ride.go(1.0)
    ride.driver.sense(LinkSeen(is_up=False, says="The cable is out."), ride.now_s)
    ride.is_deaf = True
    ride.go(1.0)
    assert (stands(ride), ride.status.link) == (True, "The cable is out.")
    assert ride.order(Arm()) == "The cable is out."
    ride.is_deaf = ride.is_armed = False
    ride.driver.sense(LinkSeen(is_up=True), ride.now_s)
    ride.go(1.0)
    assert (ride.is_armed, ride.reason) == (False, "no_board")
    ride.arm(Mode.LANE)


def test_the_button_on_the_car_is_named_and_refuses_arming(ride: Ride) -> None:
    ride.arm()
    ride.is_estop_open = True
    ride.board_stops("ESTOP")
    ride.go(0.1)
    assert ride.reason == "estop_button"
    assert "button on the car" in ride.order(Arm())


def test_disarming_is_no_complaint(ride: Ride) -> None:
    ride.arm()
    ride.steer(1.0)
    ride.order(Disarm())
    ride.go(0.1)
    assert (stands(ride), ride.is_armed, ride.reason) == (True, False, "disarmed")
