"""Measure the compiled sketches and the link: `python -m benchmarks.firmware NAME` prints one.

Each runs in a process of its own, so that the CPU time of the simulator, its child, is counted too.
"""

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import reduce
from operator import xor

from hardware_mocks.arduino.chip import Chip
from hardware_mocks.arduino.engine import CLOCK_HZ
from hardware_mocks.arduino.events import ByteSent, DutyChanged
from makerkit.arduino.codec import LineReader, checksum, encode
from makerkit.arduino.message import Message
from makerkit.arduino.messages import car, link, node

BAUD = 115_200
FRAME_CYCLES = 10 * CLOCK_HZ / BAUD
COMMANDS_HZ = 50
DRIVE_S = 40.0
LEFT_PWM, RIGHT_PWM = 5, 6
LEFT_ENCODER, RIGHT_ENCODER = 4, 11
FULL_SPEED_EDGES_S = 130.0


class Car:
    """A car on its stand, its wheels turning as the motors say, and a host that drives it."""

    def __init__(self) -> None:
        self.chip = Chip("firmware/car_controller", known=car.FROM_BOARD)
        self.sent_bytes = 0
        self._acknowledged = 0
        self.chip.drive(19, 0)  # the emergency stop is closed
        self.chip.adc_volts(2, 4.0)  # 8 V through the divider
        self.chip.sonar(2, 3, distance_m=2.0)

    def send(self, message: Message) -> None:
        """Send a message, and count its bytes."""
        self.sent_bytes += len(encode(message, 255))
        self.chip.send(message)

    def start(self) -> None:
        """Open the link and arm, as a host does."""
        self.chip.wait_for(link.Boot, within_s=2.0)
        self.send(link.Hello(protocol=car.PROTOCOL_VERSION, schema=car.SCHEMA_HASH))
        self.drive(0, 2.0)
        self.send(car.Arm())
        self.drive(0, 0.1)
        assert self.chip.said(car.State)[-1].mode is car.Mode.ARMED, self.chip.said(car.Hurdle)

    def drive(self, speed_mm_s: int, seconds: float) -> None:
        """Command a speed at 50 Hz, acknowledge events, let the wheels turn."""
        for _ in range(round(seconds * COMMANDS_HZ)):
            self.send(car.Drv(left_mm_s=speed_mm_s, right_mm_s=speed_mm_s))
            self.chip.wait(1 / COMMANDS_HZ, each=self._turn_wheels)
            self._acknowledge()

    def _turn_wheels(self) -> None:
        for pwm, encoder in ((LEFT_PWM, LEFT_ENCODER), (RIGHT_PWM, RIGHT_ENCODER)):
            self.chip.encoder(encoder, edges_per_s=self.chip.duty(pwm) * FULL_SPEED_EDGES_S)

    def _acknowledge(self) -> None:
        for heard in self.chip.heard[self._acknowledged :]:
            if isinstance(heard.message, car.Event):
                self.send(link.Ack(event_id=heard.message.event_id))
        self._acknowledged = len(self.chip.heard)


def cpu_s() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    own, children = (
        resource.getrusage(x) for x in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def car_speed() -> float:
    """Return the simulated seconds per CPU second of a car that drives."""
    Car().chip.close()  # now it is built
    before_s = cpu_s()
    driven = Car()
    driven.start()
    driven.drive(300, DRIVE_S)
    simulated_s = driven.chip.now_s
    driven.chip.close()
    return simulated_s / (cpu_s() - before_s)


def node_speed() -> float:
    """Return the simulated seconds per CPU second of a node that watches, pinged once a second."""
    Chip("firmware/security_node").close()
    before_s = cpu_s()
    chip = Chip("firmware/security_node", known=node.FROM_BOARD)
    for zone in range(4):
        chip.adc_volts(zone, 5.0 / 3)
    chip.adc_volts(5, 1.7)
    chip.wait_for(link.Boot, within_s=2.0)
    chip.send(link.Hello(protocol=node.PROTOCOL_VERSION, schema=node.SCHEMA_HASH))
    while chip.now_s < DRIVE_S:
        chip.send(link.Ping(token=0))
        chip.wait(1.0)
    assert len(chip.said(link.Pong)) > DRIVE_S * 0.9
    simulated_s = chip.now_s
    chip.close()
    return simulated_s / (cpu_s() - before_s)


def command_to_pin() -> list[float]:
    """Return the cycles from the end of a DRV line to the motor's new duty: median and worst."""
    driven = Car()
    driven.start()
    delays = []
    for number in range(60):
        driven.drive(0, 0.1)
        driven.chip.wait(0.0003 * number)  # another phase against the sketch's own 50 Hz
        line_cycles = len(encode(car.Drv(left_mm_s=400, right_mm_s=400), 0)) * FRAME_CYCLES
        before, seen = driven.chip.engine.cycle, len(driven.chip.events)
        driven.drive(400, 0.06)
        changes = [e for e in driven.chip.events[seen:] if isinstance(e, DutyChanged) and e.duty]
        delays.append(changes[0].cycle - before - line_cycles)
    driven.chip.close()
    return [statistics.median(delays), max(delays)]


def round_trip() -> list[float]:
    """Return milliseconds from PING's first bit to PONG's last: shortest, median and longest."""
    with Chip("firmware/car_controller", known=car.FROM_BOARD) as chip:
        chip.wait_for(link.Boot, within_s=2.0)
        chip.wait(1.0)
        took_ms = []
        for number in range(200):
            chip.wait(0.0207)
            begun, seen = chip.engine.cycle, len(chip.heard)
            chip.send(link.Ping(token=number))
            chip.wait_for(link.Pong, within_s=0.2)
            at_s = next(h.at_s for h in chip.heard[seen:] if isinstance(h.message, link.Pong))
            took_ms.append((at_s - begun / CLOCK_HZ) * 1000)
    return [min(took_ms), statistics.median(took_ms), max(took_ms)]


def link_load() -> list[float]:
    """Return the percentage of the line that a driving car uses: to the board, and from it."""
    driven = Car()
    driven.start()
    sent, seen = driven.sent_bytes, len(driven.chip.events)
    driven.drive(400, 10.0)
    received = sum(isinstance(event, ByteSent) for event in driven.chip.events[seen:])
    driven.chip.close()
    assert driven.chip.bad == []
    return [bytes_ / (10.0 * BAUD / 10) * 100 for bytes_ in (driven.sent_bytes - sent, received)]


def decoding() -> list[float]:
    """Return CPU milliseconds for 1,000 telemetry lines: decoded, and only taken apart."""
    wheel = car.Wheel(
        left_mm_s=-512, right_mm_s=480, left_ticks=12345, right_ticks=-321,
        left_duty=120, right_duty=-130, drv_seq=17,
    )  # fmt: skip
    data = b"".join(encode(wheel, number % 256) for number in range(1000))
    pieces = [data[start : start + 64] for start in range(0, len(data), 64)]

    def decode() -> None:
        reader = LineReader(car.FROM_BOARD)
        for piece in pieces:
            reader.feed(piece)
        assert reader.statistics.good == 1000

    def take_apart() -> None:
        for line in data.decode("ascii").split("\n")[:-1]:
            [int(text) for text in line.split(",")[1:-1]]

    return [_best_ms(decode), _best_ms(take_apart)]


def undetected(trials: int = 200_000) -> list[float]:
    """Return the share of lines with 2 to 6 wrong digits that a CRC-16, and an XOR, let through."""
    chance = random.Random("damage")
    passed = [0, 0]
    for _ in range(trials):
        body = bytearray(b"DRV,%d,%d,17" % (chance.randint(100, 999), chance.randint(100, 999)))
        good = checksum(body), reduce(xor, body)
        places = [4, 5, 6, 8, 9, 10]
        for place in chance.sample(places, chance.randint(2, 6)):
            body[place] = chance.choice([d for d in b"0123456789" if d != body[place]])
        passed[0] += checksum(body) == good[0]
        passed[1] += reduce(xor, body) == good[1]
    return [count / trials for count in passed]


def _best_ms(work: Callable[[], None]) -> float:
    def once() -> float:
        began_s = time.process_time()
        work()
        return (time.process_time() - began_s) * 1000

    return min(once() for _ in range(7))


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]]()))
