"""A car on the bench: the compiled sketch, its wires, and a host that knows what to say.

Everything is healthy from the start: battery full, emergency stop closed, bumper free, a wall two
metres ahead, wheels that stand. Tests change what they are about.
"""

from collections.abc import Callable
from typing import Self

from hardware_mocks.arduino.chip import QUANTUM_S, Chip
from hardware_mocks.arduino.engine import CLOCK_HZ
from hardware_mocks.arduino.events import Drive, DutyChanged, PinChanged, WasReset
from makerkit.arduino.message import Message
from makerkit.arduino.messages import car, link

TRIGGER, ECHO = 2, 3
LEFT_ENCODER, RIGHT_ENCODER = 4, 11
LEFT_PWM, RIGHT_PWM = 5, 6
LEFT_IN1, LEFT_IN2, RIGHT_IN1, RIGHT_IN2 = 7, 8, 9, 10
SERVO, LED, SPARE, BUMPER, ESTOP = 12, 13, 17, 18, 19
MOTOR_PINS = (LEFT_PWM, RIGHT_PWM, LEFT_IN1, LEFT_IN2, RIGHT_IN1, RIGHT_IN2)
BATTERY_CHANNEL = 2
DIVIDER = 0.5
HELLO = link.Hello(protocol=car.PROTOCOL_VERSION, schema=car.SCHEMA_HASH)
COMMAND_EVERY_S = 0.02
WHEEL_EDGES_PER_S = 60  # 0.3 m/s with 196 edges on a metre


class Car(Chip):
    """A board with the car's sketch, and its host."""

    def __init__(self, *, healthy: bool = True, defines: tuple[str, ...] = (), **options) -> None:
        super().__init__(
            "firmware/car_controller", known=car.FROM_BOARD, defines=defines, **options
        )
        self._acknowledged = 0
        self.drive(ESTOP, 0)
        self.drive(BUMPER, 1)
        self.battery(7.8)
        if healthy:
            self.sonar(TRIGGER, ECHO, distance_m=2.0)

    # -- the world --------------------------------------------------------------------------------

    def battery(self, volts: float) -> None:
        self.adc_volts(BATTERY_CHANNEL, volts * DIVIDER)

    def turn_wheels(self, left: float = WHEEL_EDGES_PER_S, right: float = WHEEL_EDGES_PER_S):
        self.encoder(LEFT_ENCODER, edges_per_s=left)
        self.encoder(RIGHT_ENCODER, edges_per_s=right)

    # -- the host ---------------------------------------------------------------------------------

    def hello(self) -> Self:
        """Wait until it listens, say HELLO, and give the battery its second of rest."""
        self.wait(0.05)
        self.send(HELLO)
        self.wait(1.2)
        return self

    def command(self, left: int, right: int) -> None:
        self.send(car.Drv(left_mm_s=left, right_mm_s=right))

    def keep_commanding(self, left: int, right: int, for_s: float) -> None:
        """Send a command every 20 ms, and acknowledge what happens."""
        for _ in range(round(for_s / COMMAND_EVERY_S)):
            self.command(left, right)
            self.acknowledge()
            self.wait(COMMAND_EVERY_S)

    def acknowledge(self) -> None:
        new = [heard.message for heard in self.heard[self._acknowledged :]]
        for event_id in sorted({one.event_id for one in new if isinstance(one, car.Event)}):
            self.send(link.Ack(event_id=event_id))
        self._acknowledged = len(self.heard)

    def arm(self) -> None:
        """Do what arming takes."""
        self.keep_commanding(0, 0, 0.56)
        self.send(car.Arm())
        self.keep_commanding(0, 0, 0.1)
        assert self.state.mode is car.Mode.ARMED, self.state

    def drive_off(self, speed: int = 300) -> None:
        """Arm, and drive until the wheels turn."""
        self.arm()
        self.turn_wheels()
        self.keep_commanding(speed, speed, 0.3)
        assert self.drives

    def ask(self, order: Message, *, within_s: float = 0.1) -> list[Message]:
        """Send an order, and return its answers."""
        since = len(self.heard)
        self.send(order)
        self.wait(within_s)
        answers = (link.Done, link.Nak, car.Hurdle, car.Value)
        return [one.message for one in self.heard[since:] if isinstance(one.message, answers)]

    # -- what can be seen -------------------------------------------------------------------------

    @property
    def state(self) -> car.State:
        return self.said(car.State)[-1]

    @property
    def drives(self) -> bool:
        return self.duty(LEFT_PWM) > 0 or self.duty(RIGHT_PWM) > 0

    @property
    def is_safe(self) -> bool:
        """Whether no motor can turn: each PWM pin low, or driven by nobody (it has a pull-down)."""
        return all(self.duty(pin) == 0 for pin in (LEFT_PWM, RIGHT_PWM))

    def events_since(self, since_s: float) -> list[tuple[car.EventKind, car.Stop]]:
        """Return what happened, each event once, in its order."""
        seen = {event.event_id: event for event in self.said(car.Event, since_s=since_s)}
        return [(event.kind, event.stop) for _, event in sorted(seen.items())]

    def stopped_at_s(self, since_s: float) -> float:
        """Return when the last of both motors lost its duty, after a time."""
        changes = [one for one in self.events if isinstance(one, (PinChanged, DutyChanged))]
        ends = [change.cycle / CLOCK_HZ for change in changes if _is_off(change)]
        return max(end for end in ends if end >= since_s)

    def resets(self) -> list[str]:
        return [event.cause for event in self.events if isinstance(event, WasReset)]


def _is_off(change: PinChanged | DutyChanged) -> bool:
    if change.pin not in {LEFT_PWM, RIGHT_PWM} or isinstance(change, DutyChanged):
        return False
    return change.drive in {Drive.LOW, Drive.INPUT}


def side_by_side(cars: list[Car], seconds: float, each: Callable[[int, Car], object]) -> None:
    """Let several cars run at once; `each` is called for every one before each quantum."""
    for _ in range(round(seconds / QUANTUM_S)):
        for number, one in enumerate(cars):
            each(number, one)
            one.start(round(QUANTUM_S * CLOCK_HZ))
        for one in cars:
            one.finish()
