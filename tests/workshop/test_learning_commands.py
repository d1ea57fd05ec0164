"""The commands of the learning loop, typed as a student types them."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from workshop.cli import main
from workshop.course import Course

KIT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MAKER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def maker(home):
    """Type a command; returns its exit code, and what it printed."""
    assert CliRunner().invoke(main, ["profile", "ali"]).exit_code == 0

    def type_it(*words):
        done = CliRunner().invoke(main, [*words])
        return done.exit_code, done.output

    return type_it


def program(home, lesson="01_blink"):
    return home / "work/ali" / lesson / "main.py"


def test_a_profile_is_made_shown_and_changed(maker, home):
    assert maker("profile", "نازدار") == (
        0,
        f"Welcome, نازدار. Your work is in {home}/work/نازدار.\n",
    )
    assert "This is the work of نازدار" in maker("profile")[1]
    assert "Others here: ali." in maker("profile")[1]
    assert "Welcome back, ali" in maker("profile", "ALI")[1]


def test_a_profile_that_would_leave_the_folder_is_refused(maker, home):
    code, said = maker("profile", "../x")
    assert code == 2
    assert "'../x' cannot be the name of a profile" in said
    assert sorted(path.name for path in home.parent.iterdir()) == ["home"]


def test_a_lesson_is_started_once(maker, home):
    code, said = maker("start", "01")
    assert (code, "made from the starter" in said) == (0, True)
    program(home).write_text("mine")
    assert "as you left it" in maker("start", "blink")[1]
    assert program(home).read_text() == "mine"


def test_the_first_task_is_shown_without_its_hints(maker):
    _, said = maker("start", "06")

    assert "breathes too fast" in said
    assert "Which line makes the red LED breathe?" not in said


def test_without_a_name_the_lesson_one_is_at_is_started(maker, home):
    assert maker("start")[0] == 0
    assert program(home, "00_start_here").exists()


def test_a_lesson_that_is_not_there_names_those_that_are(maker):
    code, said = maker("start", "99")
    assert code == 2
    assert "There is no lesson '99'" in said
    assert "01_blink" in said


def test_the_list_shows_where_somebody_stands(maker):
    maker("start", "01")
    listed = maker("list")[1].splitlines()
    assert "  > · 01 Blink  started".strip() in [line.strip() for line in listed]
    assert listed[-1].endswith(f"0 of {len(Course.of_the_kit().lessons)} lessons done")


def test_the_first_hint_comes_first(maker):
    assert "Hint 1 of 3" in maker("hint", "01")[1]
    assert "Hint 2 of 3" in maker("hint", "01")[1]
    assert "after you have tried" in maker("hint", "01")[1]


def test_a_reset_says_where_the_old_file_is(maker, home):
    maker("start", "01")
    program(home).write_text("mine")
    code, said = maker("reset", "01")
    kept = program(home).with_name("main.before_reset_1.py")
    assert (code, f"What you wrote is in {kept}." in said) == (0, True)
    assert kept.read_text() == "mine"


def test_progress_of_another_computer_is_taken_over(maker, home, tmp_path):
    maker("start", "02")
    stick = tmp_path / "stick.jsonl"
    stick.write_text('{"id": "1", "t": 1.0, "lesson": "01_blink", "kind": "pass"}\nbroken\n')
    said = maker("progress", "--merge", str(stick))[1]
    assert "1 new event from" in said
    assert "1 damaged line" in said
    told = json.loads(maker("progress", "--json")[1])
    assert told["current"] == "02_sos"
    assert [name for name, one in told["lessons"].items() if one["is_done"]] == ["01_blink"]


def test_a_file_of_progress_that_is_a_picture_is_one_message(maker, home):
    (home / "progress").mkdir(exist_ok=True)
    (home / "progress/ali.jsonl").write_bytes(bytes(range(256)) * 4)
    code, said = maker("progress")
    assert code == 0
    assert "cannot be read. They are kept" in said


def test_a_folder_in_place_of_the_progress_is_said_and_learning_goes_on(maker, home):
    (home / "progress/ali.jsonl").mkdir(parents=True)
    code, said = maker("start", "01")
    assert code == 0
    assert "Your progress is not kept" in said
    assert program(home).exists()


@pytest.mark.skipif(os.name != "posix", reason="the folder is made by name")
def test_a_home_that_cannot_be_made_says_how_to_take_another(home):
    home.write_text("a file")
    done = CliRunner().invoke(main, ["start", "01"])
    assert done.exit_code == 2
    assert "MAKER_HOME=/some/folder ./maker" in done.output


def test_the_tab_key_completes_lessons_by_number_and_by_name(monkeypatch):
    import subprocess
    import sys

    offered = []
    for begun in ("01", "so", "bli"):
        words = {"COMP_WORDS": f"maker start {begun}", "COMP_CWORD": "2"}
        done = subprocess.run(
            [sys.executable, "-m", "workshop"],
            cwd=KIT,
            env={"_MAKER_COMPLETE": "bash_complete", **words},
            capture_output=True,
            text=True,
            check=False,
        )
        offered.append(done.stdout)
    both = "plain,01_blink\nplain,11_blink_on_arduino\n"
    assert offered == ["plain,01_blink\n", "plain,02_sos\n", both]
