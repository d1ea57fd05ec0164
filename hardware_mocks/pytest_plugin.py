"""The kit's pytest plugin: fixtures that check a gpiozero program in virtual time.

It does nothing in a project that does not ask for it. A test asks by using a fixture. A project
whose modules make locks or threads when they are imported asks in its pytest settings, so that the
clock is taken over before anything is imported:

    [tool.pytest.ini_options]
    makerkit_virtual_time = true

Fixtures: `virtual_time` (the scheduler, this test's thread on it), `bench` (a simulated Pi, every
gpiozero device gets its part), `run_program` (runs a program's file on that bench).

The marker `bench` sets what differs: `@pytest.mark.bench(seed=3, wiring="wiring.json")`, with
`seed`, `wiring`, `scenario` and `until_s`.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.virtual_time import Scheduler

SETTING = "makerkit_virtual_time"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the setting."""
    parser.addini(SETTING, "take the clock over before tests are imported", "bool", default=False)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Take the clock over as early as possible, in projects that want it."""
    if early_config.getini(SETTING):
        from hardware_mocks.virtual_time.install import install

        install()


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers", "bench(seed, wiring, scenario, until_s): what the fixture `bench` is to be like"
    )


@pytest.fixture
def virtual_time(request: pytest.FixtureRequest) -> "Iterator[Scheduler]":
    """Virtual time for this test: `time.sleep(3600)` returns at once, exactly an hour later."""
    from hardware_mocks.virtual_time import VirtualTime

    wishes = _wishes(request)
    with VirtualTime(until_s=wishes.get("until_s"), seed=wishes.get("seed", 0)) as scheduler:
        yield scheduler


@pytest.fixture
def bench(request: pytest.FixtureRequest, virtual_time: "Scheduler") -> "Iterator[Bench]":
    """A simulated Raspberry Pi in virtual time; gpiozero uses it while the test runs."""
    import gpiozero

    from hardware_mocks.auto_wiring import AutoWiring
    from hardware_mocks.bench import Bench, set_current_bench
    from hardware_mocks.clock import VirtualClock
    from hardware_mocks.gpio.closing import close_devices
    from hardware_mocks.gpio.factory import SimFactory

    wishes = _wishes(request)
    bench = Bench(VirtualClock(virtual_time), seed=wishes.get("seed", 0))
    set_current_bench(bench)
    factory_before = gpiozero.Device.pin_factory
    gpiozero.Device.pin_factory = SimFactory(bench)
    auto_wiring = AutoWiring(bench)
    try:
        if "wiring" in wishes:
            from makerkit.wiring import read_wiring

            bench.add_wiring(read_wiring(wishes["wiring"]))
        else:
            auto_wiring.install()
        if "scenario" in wishes:
            from makerkit.wiring import read_scenario

            bench.play(read_scenario(wishes["scenario"]))
        yield bench
    finally:
        bench.trace.close()
        auto_wiring.uninstall()
        close_devices()
        gpiozero.Device.pin_factory = factory_before
        set_current_bench(None)


@pytest.fixture
def run_program(bench: "Bench", virtual_time: "Scheduler") -> Callable[..., None]:
    """A function `run_program(path, for_s=60)`: run a program on the bench for so long.

    It returns when the program has ended or its time is up; what the program raises, it raises.
    """
    from hardware_mocks.program_thread import run_in_thread

    def run(path: Any, *, for_s: float = 60.0) -> None:
        run_in_thread(path, bench, virtual_time, for_s=for_s)

    return run


def _wishes(request: pytest.FixtureRequest) -> dict[str, Any]:
    marker = request.node.get_closest_marker("bench")
    return {} if marker is None else dict(marker.kwargs)
