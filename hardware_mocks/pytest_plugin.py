"""The kit's pytest plugin: fixtures that check a gpiozero program in virtual time.

It does nothing in a project that does not ask for it. A test asks by using a fixture. A project
whose modules make locks or threads when they are imported asks in its pytest settings, so that the
clock is taken over before anything is imported:

    [tool.pytest.ini_options]
    makerkit_virtual_time = true

Fixtures: `virtual_time` (the scheduler, this test's thread on it), `bench` (a simulated Pi, every
gpiozero device gets its part), `run_program` (runs a program's file on that bench), `firmware`
(puts an Arduino that runs a sketch on that bench), `house` (the bench stands in a house where a
scenario happens: `house.bench`, `house.truth()`, `house.do("mina", "go hall")`), `track` (the
bench is a car on a track: `track.place.offset_m`, `track.truth()`).

A lesson's `check.py` is collected as well. There `bench`, `task` and `say` are the vocabulary of
`hardware_mocks.checks`, and `--maker-program=FILE` says which program is checked; by default it is
the `solution.py` beside it.

The marker `bench` sets what differs: `@pytest.mark.bench(seed=3, wiring="wiring.json")`, with
`seed`, `wiring`, `scenario`, `until_s`, and for an Arduino in the wiring `sketch` (what it runs,
whatever the file says) and `quantum_ms`. The marker `house` says what happens in the house:
`@pytest.mark.house(scenario="burglary", seed=3)`, with `scenario` (a name or a
file), `seed`, `join` and `code`. The marker `track` says the same of the track:
`@pytest.mark.track(scenario="lane_3", seed=3)`, with `scenario`, `seed` and `join`.
"""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hardware_mocks.checks.collecting import CheckModule, is_check

if TYPE_CHECKING:
    from hardware_mocks.arduino.board import Arduino
    from hardware_mocks.bench import Bench
    from hardware_mocks.checks.check_bench import CheckBench
    from hardware_mocks.checks.fixtures import CheckSession
    from hardware_mocks.checks.say import Say
    from hardware_mocks.virtual_time import Scheduler
    from hardware_mocks.worlds.house.house import House
    from hardware_mocks.worlds.house.scenario_file import HouseScenario
    from hardware_mocks.worlds.track.track import Track

SETTING = "makerkit_virtual_time"
QUANTUM_MS = 1.0
"""The steps of simulated Arduinos, unless a test wants others."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the setting and the option."""
    parser.addoption("--maker-program", metavar="FILE", help="the program that check.py checks")
    parser.addini(SETTING, "take the clock over before tests are imported", "bool", default=False)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Take the clock over as early as possible, in projects that want it."""
    if early_config.getini(SETTING):
        from hardware_mocks.virtual_time.install import install

        install()


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    wishes = "seed, wiring, scenario, until_s, sketch, quantum_ms"
    config.addinivalue_line("markers", f"bench({wishes}): what the fixture `bench` is to be like")
    wishes = "scenario, seed, join, code"
    config.addinivalue_line("markers", f"house({wishes}): what happens in the fixture `house`")
    wishes = "scenario, seed, join"
    config.addinivalue_line("markers", f"track({wishes}): what happens in the fixture `track`")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a lesson's check; one that is named on the command line pytest finds by itself."""
    if is_check(file_path) and not parent.session.isinitpath(file_path):
        return CheckModule.from_parent(parent, path=file_path)
    return None


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Take a lesson's check as it stands."""
    return CheckModule.from_parent(parent, path=module_path) if is_check(module_path) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the message of a failed check, not the way through the kit to it."""
    report = yield
    if call.excinfo is not None and is_check(item.path):
        from hardware_mocks.checks.task import TaskFailed

        if isinstance(call.excinfo.value, TaskFailed):
            report.longrepr = call.excinfo.value.report(_session_of(item).job)
    return report


@pytest.fixture
def task(request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """In a `check.py`, what starts the student's program for the length of a `with` block."""
    session = _check_of(request)
    yield session.task
    session.close()


@pytest.fixture
def say(request: pytest.FixtureRequest) -> "Say":
    """Name a likely mistake, in a `check.py`: `say.when(lambda seen: ..., "message.id")`."""
    return _check_of(request).say


@pytest.fixture
def virtual_time(request: pytest.FixtureRequest) -> "Iterator[Scheduler]":
    """Virtual time for this test: `time.sleep(3600)` returns at once, exactly an hour later."""
    from hardware_mocks.virtual_time import VirtualTime

    wishes = _wishes(request)
    how = {"until_s": wishes.get("until_s"), "seed": wishes.get("seed", 0)}
    if "house" in request.fixturenames:
        from hardware_mocks.program_world import start_of_the_world_s

        how["epoch_s"] = start_of_the_world_s(_house_scenario(request).start)
    with VirtualTime(**how) as scheduler:
        yield scheduler


@pytest.fixture
def bench(request: pytest.FixtureRequest) -> "Iterator[Bench | CheckBench]":
    """A simulated Raspberry Pi in virtual time; gpiozero uses it while the test runs.

    In a lesson's `check.py` it is what the check speaks of: `bench.led("red").blinks(...)`.
    """
    if is_check(request.path):
        yield _check_of(request).bench
        return
    from hardware_mocks.clock import VirtualClock
    from hardware_mocks.simulated_pi import simulated_pi

    scheduler: Scheduler = request.getfixturevalue("virtual_time")
    wishes = _wishes(request)
    wiring = scenario = None
    if "wiring" in wishes:
        from makerkit.wiring import read_wiring

        wiring = read_wiring(wishes["wiring"])
    if "scenario" in wishes:
        from hardware_mocks.worlds.scenes import read_scene

        scenario = read_scene(wishes["scenario"])
    world = {
        "seed": wishes.get("seed", 0),
        "sketch": wishes.get("sketch"),
        "quantum_ms": wishes.get("quantum_ms", QUANTUM_MS),
    }
    with simulated_pi(VirtualClock(scheduler), wiring=wiring, scenario=scenario, **world) as pi:
        yield pi


@pytest.fixture
def house(request: pytest.FixtureRequest, bench: "Bench") -> "House":
    """A house around the bench; its motion sensors, doors, keypad and cameras are the bench's.

    Parts are joined by their names ("hall", "front door"), or as the marker's `join` says.
    """
    from hardware_mocks.worlds.house.house import House
    from hardware_mocks.worlds.scenes import join_house

    wishes = _wishes(request, "house")
    house = House(_house_scenario(request), seed=wishes.get("seed", 0))
    join_house(bench, house, wishes.get("join"))
    return house


@pytest.fixture
def track(request: pytest.FixtureRequest, bench: "Bench") -> "Track":
    """A track under the bench: the motors that are wired there drive the car.

    Parts are found by their names ("left", "bumper"), or as the marker's `join` says.
    """
    from hardware_mocks.worlds.scenes import join_track
    from makerkit.wiring.scenario import WorldChoice

    wishes = _wishes(request, "track")
    choice = WorldChoice("track", wishes.get("scenario", ""), join=wishes.get("join", {}))
    return join_track(bench, choice, seed=wishes.get("seed"))


@pytest.fixture
def firmware(bench: "Bench") -> "Callable[..., Arduino]":
    """A function `firmware(sketch)`: an Arduino on the bench that runs a sketch, in step with it.

    `sketch` is an .ino or .hex file, a sketch folder, or the name of one in `firmware/`; `wiring`
    the file that says what hangs on the board, otherwise it is alone; `board` its type then;
    `quantum_ms` the steps. Returns the board: `board.line.damage(share=0.01)`, `board.unplug()`,
    `board.pins_of_chip`. `serial.Serial("/dev/ttyACM0", ...)` opens its port.
    """

    def put(
        sketch: Any, *, wiring: Any = None, board: str = "uno", quantum_ms: float = QUANTUM_MS
    ) -> "Arduino":
        from hardware_mocks.arduino.on_wiring import put_board

        return put_board(bench, sketch, wiring=wiring, board=board, quantum_ms=quantum_ms)

    return put


@pytest.fixture
def run_program(bench: "Bench", virtual_time: "Scheduler") -> Callable[..., None]:
    """A function `run_program(path, for_s=60)`: run a program on the bench for so long.

    It returns when the program has ended or its time is up; what the program raises, it raises.
    """
    from hardware_mocks.program_thread import run_in_thread

    def run(path: Any, *, for_s: float = 60.0) -> None:
        run_in_thread(path, bench, virtual_time, for_s=for_s)

    return run


def _wishes(request: pytest.FixtureRequest, name: str = "bench") -> dict[str, Any]:
    marker = request.node.get_closest_marker(name)
    return {} if marker is None else dict(marker.kwargs)


def _house_scenario(request: pytest.FixtureRequest) -> "HouseScenario":
    from hardware_mocks.worlds.scenes import house_scenario
    from makerkit.wiring.scenario import WorldChoice

    wishes = _wishes(request, "house")
    return house_scenario(WorldChoice("house", wishes.get("scenario", ""), wishes.get("code", "")))


def _check_of(request: pytest.FixtureRequest) -> "CheckSession":
    if not is_check(request.path):
        raise pytest.UsageError("The fixtures `task` and `say` are for a lesson's check.py.")
    return _session_of(request.node)


def _session_of(item: pytest.Item) -> "CheckSession":
    from hardware_mocks.checks.fixtures import session_of

    return session_of(item)
