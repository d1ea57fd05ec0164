"""A program in a folder of its own: its files are there when it starts again, and then are gone."""

from pathlib import Path

from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob

PROGRAM = """
from pathlib import Path
from time import sleep
log = Path("starts.log")
with log.open("a") as file:
    file.write("started\\n")
print(len(log.read_text().splitlines()))
sleep(60)
"""


def session_for(folder):
    path = folder / "main.py"
    path.write_text(PROGRAM, encoding="utf-8")
    return CheckSession(CheckJob(Path("check.py"), path), with_standins=False)


def test_a_program_that_is_started_again_finds_what_it_wrote(tmp_path):
    session, printed = session_for(tmp_path), []
    for _ in range(3):
        with session.task(own_folder=True) as program:
            program.prints("[0-9]")
            printed += program.lines
            folder = program.folder
    session.close()
    assert printed == ["1", "2", "3"]
    assert not folder.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["main.py"]


def test_the_clock_of_the_world_starts_when_the_task_says_so(tmp_path):
    path = tmp_path / "main.py"
    path.write_text("from datetime import datetime\nprint(datetime.now())\n", encoding="utf-8")
    session = CheckSession(CheckJob(Path("check.py"), path), with_standins=False)
    for moment in ("2026-11-27 22:30", "2026-11-28 00:10"):
        with session.task(starts_at=moment) as program:
            program.prints(f"^{moment}:00")


LOGS = """
from pathlib import Path
import logging
from time import sleep
logging.root.addHandler(logging.FileHandler("events.log"))
logging.warning("started")
print(len(Path("events.log").read_text().splitlines()))
sleep(60)
"""


def test_a_program_that_is_started_again_begins_its_log_anew(tmp_path):
    (tmp_path / "main.py").write_text(LOGS, encoding="utf-8")
    job, printed = CheckJob(Path("check.py"), tmp_path / "main.py"), []
    for _ in range(2):  # each check function has a folder of its own
        session = CheckSession(job, with_standins=False)
        with session.task(own_folder=True) as program:
            program.prints("[0-9]")
            printed += program.lines
        session.close()
    assert printed == ["1", "1"]


def test_by_default_a_program_works_where_it_lies(tmp_path):
    with session_for(tmp_path).task() as program:
        program.prints("1")
        assert program.folder == tmp_path
    assert sorted(file.name for file in tmp_path.iterdir()) == ["main.py", "starts.log"]


HOUSE = """
world = "house"
title = "Somebody goes through the hall"
start = 2025-11-14T02:10:00
length_s = 60

[people.guest]
at = "hall_mat"
does = ["wait 5", "go coats", "go hall_mat", "stay 60"]
"""


def test_a_task_stands_in_the_house_while_a_file_of_the_lesson_happens_there(tmp_path):
    lesson = tmp_path / "lesson"
    lesson.mkdir()
    (lesson / "guest.toml").write_text(HOUSE, encoding="utf-8")
    path = tmp_path / "main.py"
    path.write_text(
        "from datetime import datetime\n"
        "from gpiozero import MotionSensor\n"
        "print(f'{datetime.now():%H:%M}')\n"
        "MotionSensor(4).wait_for_motion()\n"
        "print('moved')\n",
        encoding="utf-8",
    )
    session = CheckSession(CheckJob(lesson / "check.py", path), with_standins=False)
    with session.task(world="guest.toml") as program:
        program.prints("moved", within="40 s")
        printed = program.lines
    assert printed == ["02:10", "moved"]


def test_a_task_without_a_world_has_nobody_in_it(tmp_path):
    path = tmp_path / "main.py"
    path.write_text(
        "from gpiozero import MotionSensor\n"
        "MotionSensor(4).wait_for_motion(timeout=30)\n"
        "print('nobody')\n",
        encoding="utf-8",
    )
    session = CheckSession(CheckJob(Path("check.py"), path), with_standins=False)
    with session.task() as program:
        program.prints("nobody", within="40 s")
        assert session.bench.now_s > 29
