"""The same check on real pins, as far as a simulated bench behind a recorder can be real."""

from pathlib import Path

import pytest
from recorded_stage import RecordedStage

from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.sketches import has_arduino
from hardware_mocks.checks.task import TaskFailed
from makerkit.errors import UnsupportedHereError

KIT = Path(__file__).resolve().parents[3]
EVERYTHING = sorted((KIT / "lessons").glob("*/check.py")) + sorted(
    (KIT / "projects").glob("*/check.py")
)
BENCH_ONLY = {
    "generator_watcher",  # it needs a clock that can be set, and power cuts
    "21_doors_and_motion",  # it needs a door, and people who live in the house
    "night_light",  # it needs days and nights
}


def is_for_pins(check):
    """Return whether a check can judge recorded pins: not one of an Arduino, nor of a camera."""
    wiring = check.parent / "wiring.json"
    has_camera = wiring.exists() and "chip-camera" in wiring.read_text(encoding="utf-8")
    return not has_camera and not has_arduino(wiring) and check.parent.name not in BENCH_ONLY


LESSONS = [check for check in EVERYTHING if is_for_pins(check)]
"""Those with an Arduino or a camera are checked on the simulated one only."""


class RecordedSession(CheckSession):
    """A check function whose program runs on recorded pins."""

    def stage(self, how):
        self.last_stage = RecordedStage(
            self.job.program,
            self.wiring,
            self.scenario,
            types=how.types,
            seed=how.seed,
            folder=how.folder,
        )
        return self.last_stage


def functions_of(check):
    names = {}
    exec(compile(check.read_text(), str(check), "exec"), names)
    return [f for name, f in names.items() if name.startswith("test_")]


def judge(check, program):
    """Return the id of the first message, or None when all sentences are true."""
    for function in functions_of(check):
        session = RecordedSession(CheckJob.in_folder(check, program), with_standins=False)
        offered = {"bench": session.bench, "task": session.task, "say": session.say}
        wanted = function.__code__.co_varnames[: function.__code__.co_argcount]
        try:
            function(**{name: offered[name] for name in wanted})
        except TaskFailed as error:
            return error.diagnosis.message.id, dict(error.diagnosis.message.params)
    return None


@pytest.mark.parametrize("check", LESSONS, ids=lambda path: path.parent.name)
def test_every_solution_passes_on_recorded_pins_too(check):
    assert judge(check, check.parent / "solution.py") is None


SAME_THERE = ("02_sos", "05_traffic_light", "07_buzzer", "09_how_far", "10_servo_gate")
MISTAKES = [
    program
    for name in SAME_THERE
    for program in sorted((KIT / "lessons" / name).glob("mistakes/*"))
]


@pytest.mark.parametrize("program", MISTAKES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_mistake_gets_the_same_message_on_recorded_pins(program):
    expected = program.read_text().splitlines()[0].removeprefix("# expect: ")

    assert judge(program.parent.parent / "check.py", program)[0] == expected


def test_a_person_is_asked_and_waited_for(tmp_path):
    program = tmp_path / "main.py"
    program.write_text(
        "from gpiozero import LED, Button\nfrom signal import pause\n"
        "led, button = LED(17), Button(5)\nbutton.when_pressed = led.toggle\npause()\n"
    )
    check = KIT / "lessons" / "05_traffic_light" / "check.py"
    session = RecordedSession(CheckJob.in_folder(check, program), with_standins=False)
    with session.task():
        session.bench.button("A").hold()
        session.bench.led("red").turns_on(within="100 ms")
        session.bench.button("A").release()
        session.bench.button("A").press()
        session.bench.led("red").turns_off(within="100 ms")

    assert session.last_stage.asked == ["ask.hold", "ask.release", "ask.press"]


def test_a_button_that_the_program_does_not_look_at_is_said_to_be_silent(tmp_path):
    program = tmp_path / "main.py"
    program.write_text("from gpiozero import LED\nled = LED(17)\nwhile True:\n    pass\n")
    check = KIT / "lessons" / "05_traffic_light" / "check.py"
    session = RecordedSession(CheckJob.in_folder(check, program), with_standins=False)
    with pytest.raises(TaskFailed) as caught, session.task():
        session.bench.button("A").press()

    message = caught.value.diagnosis.message
    assert message.id == "ask.nothing_felt"
    assert dict(message.params) == {"name": "A", "pin": "GPIO5", "waited_s": 30.0}


def test_what_no_person_can_set_is_said_to_be_for_the_simulated_bench(tmp_path):
    program = tmp_path / "main.py"
    program.write_text("from time import sleep\nsleep(60)\n")
    check = KIT / "projects" / "night_light" / "check.py"
    session = RecordedSession(CheckJob.in_folder(check, program), with_standins=False)
    with pytest.raises(UnsupportedHereError, match="simulated bench only"), session.task():
        session.bench.set("twilight", lux=2)


def test_a_task_in_the_house_is_said_to_be_for_the_simulated_bench(tmp_path):
    check = KIT / "lessons" / "21_doors_and_motion" / "check.py"
    job = CheckJob.in_folder(check, tmp_path / "main.py", hardware=True)
    session = RecordedSession(job, with_standins=False)
    with pytest.raises(UnsupportedHereError, match="simulated house"):
        session.task(world="cat.toml")
