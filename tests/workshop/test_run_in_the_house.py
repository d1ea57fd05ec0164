import json
import os
import subprocess
import sys

import pytest

MAKER = [sys.executable, "-c", "from workshop.cli import main; main()"]
ALARM = """
from datetime import datetime
from signal import pause
from gpiozero import Button, MotionSensor

hall, kitchen = MotionSensor(4), MotionSensor(17)
back_door = Button(22)
hall.when_motion = lambda: print("hall")
kitchen.when_motion = lambda: print("kitchen")
back_door.when_released = lambda: print("back door")
print(datetime.now())
pause()
"""


@pytest.fixture
def maker(tmp_path):
    def run(*args, program=ALARM):
        (tmp_path / "alarm.py").write_text(program, encoding="utf-8")
        return subprocess.run(
            [*MAKER, "run", "--virtual", *args, "alarm.py"],
            cwd=tmp_path, env=os.environ, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    run.folder = tmp_path
    return run


def test_a_program_meets_the_burglar_and_the_truth_stands_beside_its_trace(maker):
    ran = maker("--scenario", "burglary", "--for", "60", "--trace", "run.jsonl")
    said = ran.stdout.splitlines()
    assert said[0] == "2025-11-14 02:10:00"
    heard = [line for line in said[1:] if line in {"hall", "kitchen", "back door"}]
    assert heard[:2] == ["back door", "kitchen"]
    assert "hall" in heard
    truth = [
        json.loads(line)
        for line in (maker.folder / "run.truth.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [e["door"] for e in truth if e["what"] == "door_opened"][:1] == ["back_door"]
    assert all(event["t_s"] <= 60 for event in truth)


def test_two_runs_leave_the_same_trace_and_truth(maker):
    files = []
    for name in ("one", "two"):
        maker(
            "--scenario", "two_intruders", "--for", "60", "--seed", "4", "--trace", f"{name}.jsonl"
        )
        files.append(
            [(maker.folder / f"{name}{end}").read_bytes() for end in (".jsonl", ".truth.jsonl")]
        )
    assert files[0] == files[1]


def test_a_scene_beside_the_program_chooses_world_names_and_code(maker):
    scene = '[world]\nkind = "house"\nscenario = "my.toml"\n[world.join]\nhall = "pir_bedroom"\n'
    (maker.folder / "scene.toml").write_text(scene, encoding="utf-8")
    story = (
        'world = "house"\ntitle = "Mine"\nstart = 2030-01-01T12:00:00\nlength_s = 20\n'
        '[people.bob]\nat = "bedroom"\ndoes = ["wait 2", "wander bedroom for 15"]\n'
    )
    (maker.folder / "my.toml").write_text(story, encoding="utf-8")
    ran = maker("--for", "30")
    assert ran.stdout.splitlines()[0] == "2030-01-01 12:00:00"
    assert "hall" in ran.stdout.splitlines()


def test_a_scenario_file_of_ones_own_is_taken_as_it_is(maker):
    story = (
        'world = "house"\ntitle = "Mine"\nstart = 2030-01-01T12:00:00\nlength_s = 20\n'
        '[people.bob]\nat = "hall"\ndoes = ["wait 2", "go sofa", "go hall", "go kitchn"]\n'
    )
    (maker.folder / "my.toml").write_text(story, encoding="utf-8")
    ran = maker("--for", "30", "--scenario", "my.toml")
    assert ran.returncode == 2
    assert 'people.bob.does[3]: "kitchn" is not a place. Did you mean "kitchen"?' in ran.stderr


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        ('[world]\nkind = "hous"\n', 'world.kind: must be "house" or "track", not "hous".'),
        ('[world]\nkind = "house"\nscenario = "burglry"\n', 'Did you mean "burglary"?'),
        ('[world]\nkind = "house"\nscenario = 3\n', "world.scenario: must be a text in quotes"),
        ('[world]\nkind = "house"\nscen = "x"\n', 'world.scen: no such entry is known here.'),
        ('[world]\nkind = "house"\njoin = {hall = "pir_attic"}\n', "no such sensor"),
    ],
)  # fmt: skip
def test_a_slip_in_the_world_of_a_scene_is_named(maker, scene, said):
    (maker.folder / "scene.toml").write_text(scene, encoding="utf-8")
    ran = maker("--for", "1")
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_unknown_scenario_is_answered_with_those_there_are(maker):
    ran = maker("--scenario", "burgalry", "--for", "1")
    assert ran.returncode == 2
    assert 'Did you mean "burglary"?' in ran.stderr
    assert "owner_returns" in ran.stderr
