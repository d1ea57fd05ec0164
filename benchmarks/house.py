"""What the house costs beside a bench without one: `python -m benchmarks.house NAME`."""

import json
import statistics
import sys
import time

SENSORS = ("hall", "kitchen", "living_room", "bedroom")
ROUNDS = 3


def hour() -> tuple[float, float]:
    """Return the CPU ms of a virtual hour of an empty house, and of the same bench without it."""
    with_house, alone = (
        min(_cpu_ms(scenario, 3600.0) for _ in range(ROUNDS)) for scenario in ("empty_day", "")
    )
    return with_house, alone


def day() -> tuple[float, float]:
    """Return the CPU ms of a whole day of a family, and of the same bench without it."""
    return _cpu_ms("ordinary_day", 86_400.0), _cpu_ms("", 86_400.0)


def state() -> tuple[float, float]:
    """Return the microseconds of one state of a house with five people, and of an empty one."""
    return _state_us("party"), _state_us("empty_day")


def _state_us(scenario: str) -> float:
    from hardware_mocks.worlds.house.house import House

    house = House(scenario, seed=1)
    took = []
    for turn in range(ROUNDS):
        began_s = time.process_time()
        for frame in range(1500):
            house.state(frame * 66_666_667 + turn)
        took.append((time.process_time() - began_s) / 1500 * 1e6)
    return statistics.median(took)


def _cpu_ms(scenario: str, for_s: float) -> float:
    """Return the CPU ms of a bench with four motion sensors, with or without a house round it."""
    from hardware_mocks.bench import Bench
    from hardware_mocks.clock import VirtualClock
    from hardware_mocks.parts.motion_sensor import MotionSensor
    from hardware_mocks.virtual_time import VirtualTime, real
    from hardware_mocks.worlds.house.house import House

    with VirtualTime() as scheduler:
        bench = Bench(VirtualClock(scheduler))
        house = House(scenario or "empty_day", seed=1)
        house.story.state(0)  # what is read once is not counted
        began_s = real.process_time()
        if scenario:
            house.join(bench)
        for name in SENSORS:
            nets = {"VCC": bench.net("5V"), "GND": bench.net("GND"), "OUT": bench.net(name)}
            bench.add_part(MotionSensor, name, nets)
        time.sleep(for_s)
        return (real.process_time() - began_s) * 1e3


if __name__ == "__main__":
    from hardware_mocks.virtual_time.install import install

    install()
    print(json.dumps({"hour": hour, "day": day, "state": state}[sys.argv[1]]()))
