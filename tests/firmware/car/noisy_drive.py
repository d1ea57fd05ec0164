"""A host that drives a car over a bad cable, and a judge who saw every byte.

Each byte is damaged with the same chance, both ways. The host knows only what comes through: it
repeats ARM and DISARM until STATE says what it wants, and acknowledges events. Meanwhile
somebody opens the emergency stop, holds a hand before the sonar, and pulls the host's plug.

The judge knows which commands arrived whole, and when. A wheel that turns is explained if the last
of them that had come, or one that was the last within the 30 ms before (the firmware looks every
20 ms), wants this wheel in this direction, and came at most 320 ms ago.
"""

import math
import random
from collections import deque
from dataclasses import dataclass

from car_bench import (
    BUMPER,
    ECHO,
    ESTOP,
    HELLO,
    LEFT_IN1,
    LEFT_PWM,
    RIGHT_IN1,
    RIGHT_PWM,
    TRIGGER,
    Car,
)

from hardware_mocks.arduino.engine import CLOCK_HZ
from hardware_mocks.arduino.events import ByteSent, ChipEvent, DutyChanged, PinChanged
from makerkit.arduino.codec import LineReader, encode
from makerkit.arduino.message import Message
from makerkit.arduino.messages import car, link

QUANTUM_S = 0.02
BYTE_S = 10 / 115_200
LOOKS_BACK_S = 0.03
LINK_LOSS_S = 0.32
WHEELS = {LEFT_PWM: LEFT_IN1, RIGHT_PWM: RIGHT_IN1}
SPEEDS = (-400, -200, 0, 150, 300, 500)


class BadCable:
    """Changes bytes that pass, each with the same chance."""

    def __init__(self, share: float, chance: random.Random) -> None:
        self._chance = chance
        self._rate = math.log(1 - share)
        self._next = self._gap()

    def pass_through(self, data: bytes) -> bytes:
        changed = bytearray(data)
        while self._next < len(changed):
            changed[self._next] ^= self._chance.randrange(1, 256)
            self._next += 1 + self._gap()
        self._next -= len(changed)
        return bytes(changed)

    def _gap(self) -> int:
        return int(math.log(1 - self._chance.random()) / self._rate)


@dataclass(frozen=True, slots=True)
class Command:
    """A drive command that arrived whole."""

    at_s: float
    wheels: tuple[int, int]


class QuietCar(Car):
    """A car whose bytes and pins go to the judge alone: an hour of them would fill the memory."""

    def __init__(self, **options) -> None:
        self.takers = []
        super().__init__(quantum_s=QUANTUM_S, **options)

    def take(self, event: ChipEvent) -> None:
        for taker in self.takers:
            taker(event)


class NoisyDrive:
    """One car, its host, its cable, its world, and the judge.

    Attributes:
        events: what the host has been told, by the event's number.
        said_events: what the board has said, by the event's number.
        expected_stops: why it must have stopped, in order.
        unexplained: times at which a wheel turned without a reason.
        driven_s: how long wheels have turned.
    """

    def __init__(self, *, share: float, seed: str) -> None:
        self.chance = random.Random(seed)
        self.board = QuietCar()
        self.board.takers.append(self._see)
        self._to_board = BadCable(share, self.chance)
        self._to_host = BadCable(share, self.chance)
        self._host_reader = LineReader(car.FROM_BOARD)
        self._true_reader = LineReader(car.FROM_BOARD)
        self._bytes = bytearray()
        self._seq = 0
        self._line_free_s = 0.0
        self.events: dict[int, car.Event] = {}
        self.said_events: dict[int, car.Event] = {}
        self.boots: list[link.Boot] = []
        self.expected_stops: list[car.Stop] = []
        self.unexplained: list[float] = []
        self.driven_s = 0.0
        self.damaged_lines = self.sent_lines = 0
        self._commands: deque[Command] = deque(maxlen=40)
        self._levels: dict[int, float] = dict.fromkeys([*WHEELS, *WHEELS.values()], 0.0)
        self._speeds = [0.0, 0.0]
        self._state: car.State | None = None
        self._script = self._play()
        self._wish: tuple[int, int] | None = (0, 0)

    # -- a step of 20 ms --------------------------------------------------------------------------

    def start(self) -> None:
        next(self._script)
        if self._wish is not None:
            self._say(car.Drv(left_mm_s=self._wish[0], right_mm_s=self._wish[1]))
        self._move()
        self.board.start(round(QUANTUM_S * CLOCK_HZ))

    def finish(self) -> None:
        self.board.finish()
        data = bytes(self._bytes)
        self._bytes.clear()
        for found in self._true_reader.feed(data):
            message = getattr(found, "message", None)
            if isinstance(message, car.Event):
                self.said_events[message.event_id] = message
            elif isinstance(message, link.Boot):
                self.boots.append(message)
        for found in self._host_reader.feed(self._to_host.pass_through(data)):
            self._hear(getattr(found, "message", None))
        self._judge(self.board.now_s)
        self.driven_s += QUANTUM_S * any(self._levels[pwm] for pwm in WHEELS)

    # -- the host ---------------------------------------------------------------------------------

    def _hear(self, message: Message | None) -> None:
        if isinstance(message, car.State):
            self._state = message
        elif isinstance(message, car.Event):
            self.events[message.event_id] = message
            self._say(link.Ack(event_id=message.event_id))

    def _say(self, message: Message) -> None:
        line = encode(message, self._seq)
        self._seq = (self._seq + 1) % 256
        began_s = max(self.board.now_s, self._line_free_s)
        self._line_free_s = began_s + len(line) * BYTE_S
        passed = self._to_board.pass_through(line)
        self.sent_lines += 1
        self.damaged_lines += passed != line
        if passed == line and isinstance(message, car.Drv):
            wheels = (message.left_mm_s, message.right_mm_s)
            self._commands.append(Command(self._line_free_s, wheels))
        self.board.engine.receive(passed, baud=115_200)

    def _is(self, mode: car.Mode) -> bool:
        return self._state is not None and self._state.mode is mode

    def _play(self):
        """Drive, and be stopped in one way after another; each yield is 20 ms."""
        for _ in range(4):
            self._say(HELLO)
            yield from self._pause(0.3)
        while True:
            yield from self._arm()
            for _ in range(self.chance.randint(2, 6)):
                self._wish = (self.chance.choice(SPEEDS), self.chance.choice(SPEEDS))
                yield from self._pause(self.chance.uniform(0.3, 4.0))
                if self.chance.random() < 0.15:
                    yield from self._hand()
            yield from self.chance.choice((self._estop, self._bump, self._disarm, self._silence))()

    def _pause(self, seconds: float):
        for _ in range(round(seconds / QUANTUM_S)):
            yield

    def _arm(self):
        self._wish = (0, 0)
        yield from self._pause(0.7)
        while not self._is(car.Mode.ARMED):
            self._say(car.Arm())
            yield from self._pause(0.25)

    def _hand(self):
        """Somebody holds a hand before the sonar."""
        self.board.sonar(TRIGGER, ECHO, distance_m=0.1)
        yield from self._pause(1.0)
        self.board.sonar(TRIGGER, ECHO, distance_m=2.0)
        yield from self._pause(0.5)

    def _estop(self):
        self.expected_stops.append(car.Stop.ESTOP)
        self.board.drive(ESTOP, 1)
        yield from self._pause(0.5)
        self.board.drive(ESTOP, 0)
        yield from self._pause(0.2)

    def _bump(self):
        self.expected_stops.append(car.Stop.BUMPER)
        self.board.drive(BUMPER, 0)
        yield from self._pause(0.5)
        self.board.drive(BUMPER, 1)
        yield from self._pause(0.2)

    def _disarm(self):
        self.expected_stops.append(car.Stop.ORDER)
        while self._is(car.Mode.ARMED):
            self._say(car.Disarm())
            yield from self._pause(0.25)

    def _silence(self):
        self.expected_stops.append(car.Stop.LINK_LOST)
        self._wish = None
        yield from self._pause(0.6)

    # -- the world: two wheels that follow their duty within 0.1 s ---------------------------------

    def _move(self) -> None:
        for k, pwm in enumerate(WHEELS):
            goal_m_s = max(0.0, self._levels[pwm] - 0.16) * 0.77
            self._speeds[k] += (goal_m_s - self._speeds[k]) * 0.2
            if goal_m_s == 0 and self._speeds[k] < 0.02:
                self._speeds[k] = 0.0
        self.board.turn_wheels(*(speed * 196 for speed in self._speeds))

    # -- the judge --------------------------------------------------------------------------------

    def _see(self, event: ChipEvent) -> None:
        if isinstance(event, ByteSent):
            self._bytes.append(event.byte)
        elif isinstance(event, (PinChanged, DutyChanged)) and event.pin in self._levels:
            self._judge(event.cycle / CLOCK_HZ)  # what has been until now
            is_duty = isinstance(event, DutyChanged)
            self._levels[event.pin] = (event.duty or 0.0) if is_duty else float(event.drive == 1)

    def _judge(self, at_s: float) -> None:
        turning = [
            (side, 1 if self._levels[direction] else -1)
            for side, (pwm, direction) in enumerate(WHEELS.items())
            if self._levels[pwm]
        ]
        if turning and not all(self._is_explained(side, way, at_s) for side, way in turning):
            self.unexplained.append(at_s)

    def _is_explained(self, side: int, way: int, at_s: float) -> bool:
        for command in reversed(self._commands):
            if command.at_s > at_s:
                continue
            if at_s - command.at_s > LINK_LOSS_S:
                return False
            if command.wheels[side] * way > 0:
                return True
            if at_s - command.at_s > LOOKS_BACK_S:
                return False
        return False
