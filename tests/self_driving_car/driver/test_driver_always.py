"""What must hold whatever comes, in whatever order: a state machine plays with the driver."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from self_driving_car.control.chassis import twist_of
from self_driving_car.control.motion import WHEELS_STILL
from self_driving_car.driver import orders
from self_driving_car.driver.senses import LinkSeen
from self_driving_car.perception.seen import Lane, Light, LightColour, Seen, Sign, SignKind
from self_driving_car.status import Mode
from tests.self_driving_car.driver.ride import Ride

NAMES = st.sampled_from(["page 1", "page 2", "gamepad"])
STICKS = st.floats(-1.0, 1.0)
LANE = Lane(0.02, 0.0, 0.0, 0.35, 0.9, 0.2, 1.2)
STOPS = st.sampled_from(["LINK_LOST", "BUMPER", "STALL", "SAG", "ESTOP", "LEFT_SILENT"])


class AnyDrive(RuleBasedStateMachine):
    """Plays pages, sticks, board and camera."""

    @initialize()
    def begin(self):
        self.ride = Ride()
        self.stopped = False

    # -- what may come

    @rule(who=NAMES, angle=STICKS, throttle=STICKS)
    def steer(self, who, angle, throttle):
        holder = self.ride.status.holder
        refused = self.ride.order(orders.Steer(who, angle, throttle))
        if holder and holder != who:
            assert refused or self.ride.status.holder in {"", who}

    @rule(who=NAMES)
    def take_over(self, who):
        assert self.ride.order(orders.Take(who)) == ""
        assert self.ride.status.holder == who

    @rule(who=NAMES)
    def go_away(self, who):
        self.ride.order(orders.Gone(who))

    @rule(who=NAMES)
    def be_present(self, who):
        self.ride.order(orders.Present(who))

    @rule(mode=st.sampled_from(Mode))
    def choose(self, mode):
        self.ride.order(orders.SetMode(mode))

    @rule(who=st.sampled_from(["", "page 1"]))
    def arm(self, who):
        self.ride.order(orders.Arm(who))

    @rule()
    def disarm(self):
        self.ride.order(orders.Disarm())

    @rule(who=NAMES)
    def press_stop(self, who):
        assert self.ride.order(orders.Stop(who)) == ""
        self.stopped = True

    @rule()
    def release(self):
        self.ride.order(orders.Release())
        self.stopped = False

    @rule(speed=st.floats(0.05, 2.0))
    def set_cap(self, speed):
        assert self.ride.order(orders.SetCap(speed)) == ""

    @rule(kind=st.sampled_from(orders.ManoeuvreKind))
    def manoeuvre(self, kind):
        self.ride.order(orders.Manoeuvre(kind))

    @rule(why=STOPS)
    def board_stops(self, why):
        self.ride.board_stops(why)

    @rule(is_up=st.booleans())
    def cable(self, is_up):
        self.ride.driver.sense(LinkSeen(is_up=is_up, says="out"), self.ride.now_s)

    @rule(lane=st.sampled_from([LANE, None]), sign=st.booleans(), red=st.booleans())
    def look(self, lane, sign, red):
        signs = (Sign(SignKind.STOP, (0, 0, 9, 9), 0.9, 0.5, -0.2),) if sign else ()
        lights = (Light(LightColour.RED, (0, 0, 9, 9), 0.9, 0.8, -0.2),) if red else ()
        self.ride.show = lambda ride: Seen(ride.now_s, lane, signs, lights)

    @rule(is_blind=st.booleans(), is_deaf=st.booleans())
    def lose(self, is_blind, is_deaf):
        self.ride.is_blind, self.ride.is_deaf = is_blind, is_deaf

    @rule(wall=st.one_of(st.none(), st.floats(0.0, 3.0)))
    def stand_in_the_way(self, wall):
        self.ride.wall_m = None if wall is None else self.ride.pose.forward_m + wall

    @rule(for_s=st.sampled_from([0.02, 0.1, 0.4, 0.8]))
    def wait(self, for_s):
        self.ride.go(for_s)

    # -- what must hold

    @invariant()
    def never_drives_with_the_emergency_stop(self):
        if self.stopped:
            decision = self.ride.go(0.02)
            assert (decision.wheels, decision.wants_armed) == (WHEELS_STILL, False)
            assert self.ride.reason == "estop"

    @invariant()
    def never_faster_than_the_cap(self):
        for decision in self.ride.decisions[-40:]:
            speed = twist_of(decision.wheels, self.ride.car).speed_m_s
            assert abs(speed) <= self.ride.settings.speed_cap_m_s + 1e-9
        if self.ride.decisions:
            now = twist_of(self.ride.go(0.02).wheels, self.ride.car).speed_m_s
            assert abs(now) <= self.ride.driver.cap_m_s + 1e-9

    @invariant()
    def never_without_being_armed(self):
        was_armed = self.ride.is_armed
        decision = self.ride.go(0.02)
        if not was_armed or not decision.wants_armed:
            assert decision.wheels == WHEELS_STILL

    @invariant()
    def every_halt_says_why_and_the_way_out(self):
        halt = self.ride.status.halt
        if halt is not None:
            assert halt.reason
            assert halt.says.endswith((".", "out"))
            assert halt.way_out

    def teardown(self):
        """Whatever happened: released, connected, seeing and armed, it can be driven again."""
        ride = self.ride
        ride.is_blind = ride.is_deaf = ride.is_estop_open = False
        ride.wall_m = ride.show = None
        ride.lane = LANE
        ride.driver.sense(LinkSeen(is_up=True), ride.now_s)
        ride.order(orders.Release())
        ride.order(orders.SetCap(0.5))
        ride.order(orders.SetMode(Mode.MANUAL))
        ride.go(0.5)
        ride.arm()
        for name in ("page 1", "page 2", "gamepad"):
            ride.order(orders.Gone(name))
        ride.arm()
        ride.steer(0.8, throttle=1.0, who="page 1")
        assert ride.speed_m_s > 0.3, ride.status


AnyDrive.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestTheDriverAlways = AnyDrive.TestCase
