"""`maker check`: what it says of right, wrong and impossible files, and its exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from workshop import judge
from workshop.cli import main
from workshop.course import Course

KIT = Path(__file__).resolve().parents[2]
BLINK = KIT / "lessons/01_blink"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MAKER_HOME", str(tmp_path / "home"))
    CliRunner().invoke(main, ["profile", "ali"])
    return tmp_path / "home"


@pytest.fixture
def program(home):
    """The student's file for lesson 01."""
    CliRunner().invoke(main, ["start", "01"])
    return home / "work/ali/01_blink/main.py"


def check(*words):
    done = CliRunner().invoke(main, ["check", *words])
    return done.exit_code, done.stdout


def kinds(home):
    lines = (home / "progress/ali.jsonl").read_text().splitlines()
    return [json.loads(line)["kind"] for line in lines]


def test_a_right_program_passes_and_counts(program, home):
    shutil.copy(BLINK / "solution.py", program)
    code, said = check("01")
    assert code == 0
    assert "✗" not in said
    assert "Next lesson: ./maker start 02." in said
    assert kinds(home) == ["start", "pass"]


def test_the_starter_gets_one_sentence_with_numbers_and_what_to_try(program, home):
    code, said = check()
    assert code == 1
    assert said.count("✗") == 1
    assert "on for 1.50 s and off for 0.20 s" in said
    assert "waiting: 1 more" in said
    assert len(said.splitlines()) <= 24
    assert kinds(home) == ["start", "run"]


def test_a_file_of_the_kit_is_checked_but_does_not_count(home):
    assert check(str(BLINK / "solution.py"))[0] == 0
    assert not (home / "progress/ali.jsonl").exists()


def test_a_file_from_anywhere_needs_its_lesson_said(home, tmp_path):
    mine = tmp_path / "mine.py"
    shutil.copy(BLINK / "solution.py", mine)
    done = CliRunner().invoke(main, ["check", str(mine)])
    assert done.exit_code == 2
    assert "Which lesson is" in done.stderr
    assert check(str(mine), "--lesson", "01")[0] == 0


def test_json_is_what_exercism_reads(program):
    code, said = check("01", "--json")
    told = json.loads(said)
    assert (code, told["version"], told["status"]) == (1, 3, "fail")
    assert {test["status"] for test in told["tests"]} == {"fail"}


def test_pytest_itself_can_be_asked(program):
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "check", "01", "--pytest"],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "1 failed" in done.stdout


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\xff" * 500, b"# " + b"x" * 10_000_000, b"while True print(1)\n"]
)
def test_a_file_that_is_no_program_gets_one_message_and_stays_as_it_is(program, content):
    program.write_bytes(content)
    code, said = check("01")
    assert code == 1
    assert said.count("✗") == 1
    assert "Traceback" not in said
    assert program.read_bytes() == content


def test_a_file_that_was_deleted_is_made_anew_from_the_starter(program):
    program.unlink()
    code, _ = check("01")
    assert code == 1
    assert program.read_bytes() == (BLINK / "starter.py").read_bytes()


def test_a_lesson_without_its_check_says_what_is_missing(tmp_path):
    folder = tmp_path / "lessons"
    shutil.copytree(BLINK, folder / "01_blink")
    shutil.copy(KIT / "lessons/course.toml", folder)
    (folder / "01_blink/check.py").unlink()
    lesson = Course.read(folder).lesson("01")
    with pytest.raises(judge.NotThereError, match=r"01_blink lacks its check\.py"):
        judge.require_check(lesson)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["99"], "There is no lesson '99'"),
        (["nothere.py"], "There is no file nothere.py"),
        (["--lesson", "99"], "There is no lesson '99'"),
        (["--seed", "x"], "not a valid integer"),
    ],
)
def test_wrong_use_ends_with_2(home, words, says):
    done = CliRunner().invoke(main, ["check", *words])
    assert done.exit_code == 2
    assert says in done.stderr


def test_without_pins_there_is_no_check_on_hardware(program):
    done = CliRunner().invoke(main, ["check", "01", "--hardware"])
    assert (done.exit_code, done.stderr) == (
        1,
        "maker: This machine has no pins. Leave out --hardware to simulate.\n",
    )


def test_progress_that_cannot_be_kept_is_said_below_the_verdict(program, home):
    (home / "progress/ali.jsonl").unlink()
    (home / "progress/ali.jsonl").mkdir()
    code, said = check("01")
    assert code == 1
    assert "Your progress is not kept" in said


def test_three_failures_in_the_same_way_offer_a_hint(program):
    for _ in range(3):
        said = check("01")[1]
    assert "Stuck? Type ./maker hint 01." in said


def test_the_seed_of_the_lesson_holds_unless_another_is_asked_for(program, monkeypatch):
    seeds = []
    job_for = judge.job_for
    monkeypatch.setattr(
        judge, "job_for", lambda *what, **more: seeds.append(more["seed"]) or job_for(*what, **more)
    )
    check("01")
    check("01", "--seed", "7")
    assert seeds == [None, 7]
