"""Real starts of `maker` in a copy of the project: real environments, real pip, no network."""

import ast
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_project import KIT, Tree, finish, load_maker, make_tree, make_wheel

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes by signal")


class History:
    """What happened to one project: a start killed while pip unpacks, then two starts at once."""

    def __init__(self, folder: Path) -> None:
        self.tree = make_tree(folder)
        self.had_half_a_package = self.kill_while_pip_unpacks()
        both = [self.tree.begin("one"), self.tree.begin("two")]
        self.one, self.two = (finish(process) for process in both)

    def kill_while_pip_unpacks(self) -> bool:
        """Kill the whole start when a part of the big package is there."""
        process = self.tree.begin("killed")
        data = ".venv/lib/python*/site-packages/big_data/*"
        while process.poll() is None and not any(self.tree.folder.glob(data)):
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGKILL)
        finish(process)
        return any(self.tree.folder.glob(data)) and not any(
            self.tree.folder.glob(".venv/lib/python*/site-packages/big-1.dist-info/RECORD")
        )


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    return History(tmp_path_factory.mktemp("history"))


@pytest.fixture
def ready(history: History) -> Iterator[Tree]:
    """A project that is set up; its requirements are put back afterwards."""
    requirements = history.tree.folder / "requirements"
    backup = history.tree.folder / "backup"
    shutil.copytree(requirements, backup)
    yield history.tree
    shutil.rmtree(requirements)
    backup.rename(requirements)


def test_a_start_killed_while_pip_unpacks_is_mended_by_the_next(history):
    assert history.had_half_a_package
    assert (history.one.returncode, history.one.stdout) == (0, "started 3000000 one\n")


def test_two_starts_at_once_both_arrive_and_only_one_installs(history):
    assert [history.one.stdout, history.two.stdout] == [
        "started 3000000 one\n",
        "started 3000000 two\n",
    ]
    assert history.tree.log.count("Successfully installed big-1") == 1
    told = history.one.stderr + history.two.stderr
    assert told.count("Waiting for it") == 1


def test_the_set_up_prints_one_line_for_each_step_when_it_is_not_on_a_terminal(history):
    told = max(history.one.stderr, history.two.stderr, key=len)
    assert told.splitlines() == [
        "maker: Installing a Python environment in .venv",
        "maker: Installing packages (base), 1 of them",
        "maker: Installing packages (laptop), 1 of them",
        "maker: Installing the kit itself",
    ]


def test_the_second_start_runs_no_pip_and_says_nothing(ready):
    ready.start()
    before = ready.log
    done = ready.start("again", PIP_FIND_LINKS="/nowhere")
    assert (done.stdout, done.stderr) == ("started 3000000 again\n", "")
    assert ready.log == before


def test_changed_requirements_are_installed_at_the_next_start(ready):
    line = make_wheel(ready.wheels, "big", "2", size=10_000)
    (ready.folder / "requirements/base.txt").write_text(line)
    assert ready.start("changed").stdout == "started 10000 changed\n"


def test_the_tools_for_tests_are_installed_at_the_first_test(ready):
    done = ready.start("test")
    assert "maker: Installing packages (dev), 1 of them" in done.stderr
    assert done.stdout.endswith(" test\n")


def test_without_network_it_says_so_and_the_old_environment_still_works(ready):
    ready.start()
    file = ready.folder / "requirements/base.txt"
    before = file.read_text()
    file.write_text("notthere==1 --hash=sha256:" + "0" * 64)
    offline = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_FIND_LINKS": ""}
    done = ready.start("run", **offline)
    assert done.returncode == 1
    assert "Is this computer online?" in done.stderr
    assert "Traceback" not in done.stderr
    file.write_text(before)
    assert ready.start("run", **offline).stderr == ""


def test_a_package_whose_hash_is_not_the_pinned_one_is_refused(ready):
    make_wheel(ready.wheels, "other", "1")
    (ready.folder / "requirements/base.txt").write_text("other==1 --hash=sha256:" + "0" * 64)
    done = ready.start("run")
    assert done.returncode == 1
    assert "is not the one that was pinned" in done.stderr


def test_control_c_ends_the_set_up_with_one_line(tmp_path):
    tree = make_tree(tmp_path)
    process = tree.begin("run")
    while not (tree.folder / ".venv/maker.log").exists():
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGINT)
    done = finish(process)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        130,
        "maker: Stopped. The next start goes on.",
    )


def test_the_children_of_a_killed_start_keep_the_next_one_waiting(tmp_path):
    tree = make_tree(tmp_path)
    process = tree.begin("run")
    while not (tree.folder / ".venv/pyvenv.cfg").exists():
        time.sleep(0.002)
    process.kill()
    process.wait()
    maker = load_maker(tree.folder)
    with maker.LOCK.open("a") as lock:
        assert not maker.try_to_lock(lock.fileno())
        os.killpg(process.pid, signal.SIGKILL)
        while not maker.try_to_lock(lock.fileno()):
            time.sleep(0.002)
    finish(process)


def test_tab_does_not_start_a_set_up(tmp_path):
    tree = make_tree(tmp_path)
    assert tree.start(_MAKER_COMPLETE="bash_complete").stderr == ""
    assert not (tree.folder / ".venv").exists()


def test_every_old_python_3_can_read_as_far_as_the_sentence_about_its_age():
    source = (KIT / "maker").read_text(encoding="ascii")
    ast.parse(source, feature_version=(3, 6))
    pretend = "import sys; sys.version_info = (3, 9, 2, 'final', 0); exec(sys.stdin.read())"
    done = subprocess.run(
        [sys.executable, "-c", pretend], input=source, text=True, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("maker: Python 3.11 or newer is needed, and this is Python 3.9.")
