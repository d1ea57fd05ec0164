"""At half a metre a second it stops before the wall, whatever its build and whatever it misses."""

import random
from dataclasses import dataclass, field

from car_bench import ECHO, LEFT_IN1, LEFT_PWM, QUANTUM_S, TRIGGER, Car, side_by_side
from cart import Cart, random_build

from makerkit.arduino.messages import car

CARS = 4
APPROACHES_EACH = 50
SPEED_MM_S = 500
MOST_S = 6.0  # for one approach


@dataclass
class Approaches:
    """A host that drives one board at wall after wall, each time as another car.

    Attributes:
        gaps_m: what was left before the wall, once the car stood; negative: it hit it.
        speeds_m_s: the fastest of each approach.
    """

    board: Car
    chance: random.Random
    gaps_m: list[float] = field(default_factory=list)
    speeds_m_s: list[float] = field(default_factory=list)
    cart: Cart | None = None
    began_s: float = 0.0
    next_command_s: float = 0.0
    fastest_m_s: float = 0.0

    def begin(self):
        ahead_m = self.chance.uniform(0.5, 1.8)
        self.cart = Cart(random_build(self.chance), ahead_m=ahead_m, chance=self.chance)
        self.board.battery(self.cart.build.battery_v)
        self.began_s, self.fastest_m_s = self.board.now_s, 0.0

    def step(self):
        """One quantum: the car moves as the motors want it, and the sensors see where it is."""
        self.cart.move(self.duty(), QUANTUM_S)
        self.fastest_m_s = max(self.fastest_m_s, self.cart.speed_m_s)
        self.board.turn_wheels(self.cart.edges_per_s, self.cart.edges_per_s)
        self.board.sonar(TRIGGER, ECHO, distance_m=self.cart.sonar_m())
        self.command()
        if self.is_over():
            self.gaps_m.append(self.cart.ahead_m)
            self.speeds_m_s.append(self.fastest_m_s)
            self.begin()

    def duty(self):
        duty = self.board.duty(LEFT_PWM)
        return duty if self.board.level(LEFT_IN1) else -duty

    def command(self):
        """Commands come at 20 to 50 Hz, as a busy host sends them."""
        if self.board.now_s >= self.next_command_s:
            self.board.command(SPEED_MM_S, SPEED_MM_S)
            self.board.acknowledge()
            self.next_command_s = self.board.now_s + self.chance.uniform(0.02, 0.05)

    def is_over(self):
        passed_s = self.board.now_s - self.began_s
        stands = self.cart.speed_m_s == 0 and passed_s > 0.6
        assert passed_s < MOST_S, "it neither stopped nor hit the wall"
        return stands or self.cart.ahead_m <= -0.05


def drive_at_walls(boards, approaches_each, seed):
    hosts = [Approaches(one, random.Random(f"{seed} {k}")) for k, one in enumerate(boards)]
    for host in hosts:
        host.board.hello()
        host.board.arm()
        host.begin()
    while any(len(host.gaps_m) < approaches_each for host in hosts):
        side_by_side(boards, 1.0, lambda number, _: hosts[number].step())
    return [host.gaps_m[:approaches_each] for host in hosts], hosts


def test_it_stops_before_contact_in_200_random_approaches(at_the_end):
    boards = [at_the_end.enter_context(Car()) for _ in range(CARS)]
    gaps, hosts = drive_at_walls(boards, APPROACHES_EACH, "walls")
    all_gaps = sorted(gap for host in gaps for gap in host)
    assert len(all_gaps) == 200
    assert [gap for gap in all_gaps if gap <= 0] == []
    assert all_gaps[-1] < 0.6, "it stops for what is far away"
    fast = [speed for host in hosts for speed in host.speeds_m_s if speed > 0.4]
    assert len(fast) > 100, "most walls are reached at speed"
    for board in boards:
        assert board.state.mode is car.Mode.ARMED


def test_without_the_obstacle_stop_the_same_approaches_end_in_the_wall(at_the_end):
    boards = [at_the_end.enter_context(Car())]
    boards[0].hello()
    boards[0].ask(car.Set(setting=car.Setting.SONAR, number=0))
    (gaps,), _ = drive_at_walls(boards, 5, "walls")
    assert all(gap <= 0 for gap in gaps), gaps
