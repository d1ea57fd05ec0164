"""The decisions of `maker`: what to install where, what to ask apt for, and what it says."""

import importlib.util
import os
import shutil
import sys

import pytest

from workshop import arduino_tools
from workshop.worksheet import FROM_APT


def without(monkeypatch, *names):
    """Make it look as if these modules were not installed."""
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name in names else find("sys")
    )


@pytest.fixture
def on_a_pi(monkeypatch):
    monkeypatch.setenv("MAKER_PRETEND_PI", "1")


def test_a_laptop_installs_numpy_and_opencv_with_pip(maker):
    assert maker.steps_for(["run"]) == ["python", "base", "laptop", "kit"]


def test_a_pi_leaves_numpy_and_opencv_to_apt(maker, on_a_pi):
    assert maker.steps_for([]) == ["python", "base", "kit"]


@pytest.mark.parametrize("command", ["test", "lint"])
def test_only_tests_and_checks_install_their_tools(maker, command):
    assert "dev" in maker.steps_for([command, "-k", "blink"])
    assert "dev" not in maker.steps_for(["run", command])


def test_another_python_version_means_everything_anew(maker, monkeypatch):
    steps = ["python", "base"]
    maker.PYTHON.parent.mkdir(parents=True)
    maker.PYTHON.touch()
    maker.write_stamp({step: maker.fingerprint(step) for step in steps})
    assert maker.still_to_do(steps) == []
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
    assert maker.still_to_do(steps) == steps


def test_an_environment_whose_python_was_removed_is_made_anew(maker):
    steps = ["python", "base"]
    maker.VENV.mkdir()
    maker.write_stamp({step: maker.fingerprint(step) for step in steps})
    assert maker.still_to_do(steps) == steps


def fail_while(maker, monkeypatch, said):
    """Let pip break down after it said something."""

    def run(command, on_line):
        on_line(said)
        raise maker.SetUpError("broken")

    monkeypatch.setattr(maker, "run", run)
    with pytest.raises(maker.SetUpError):
        maker.do("dev", maker.Progress())


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Collecting pytest==9.0 (from -r dev.txt (line 1))\n", {"python": "1", "base": "2"}),
        ("Installing collected packages: pytest\n", {}),
    ],
)
def test_only_a_failed_download_leaves_the_environment_valid(maker, monkeypatch, said, left):
    maker.VENV.mkdir()
    maker.write_stamp({"python": "1", "base": "2"})
    fail_while(maker, monkeypatch, said)
    assert maker.read_stamp() == left


def test_an_environment_that_is_a_link_belongs_to_another_kit_and_is_left_alone(maker, tmp_path):
    theirs = tmp_path / "theirs"
    (theirs / "lib").mkdir(parents=True)
    shutil.rmtree(maker.VENV, ignore_errors=True)
    maker.VENV.symlink_to(theirs)
    with pytest.raises(maker.SetUpError, match="Remove the link"):
        maker.remove_old_environment()
    assert (theirs / "lib").is_dir()


def test_the_lock_survives_when_the_environment_is_emptied(maker):
    (maker.VENV / "lib").mkdir(parents=True)
    maker.LOCK.touch()
    maker.STAMP.touch()
    maker.remove_old_environment()
    assert list(maker.VENV.iterdir()) == [maker.LOCK]


@pytest.mark.parametrize("content", ["", "python\n", "base one two\n", "\x00\xff\x00"])
def test_a_damaged_stamp_counts_as_none(maker, content):
    maker.VENV.mkdir()
    maker.STAMP.write_text(content, encoding="latin-1")
    assert maker.read_stamp() == {}


def test_a_missing_venv_module_is_installed_with_apt_by_root(maker, monkeypatch, fake_programs):
    without(monkeypatch, "ensurepip")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    calls = fake_programs(apt_get="exit 0")
    maker.VENV.mkdir()
    maker.install_what_apt_has()
    venv = f"python3.{sys.version_info.minor}-venv"
    assert calls.read_text() == f"apt-get install --yes --no-install-recommends {venv}\n"


def test_a_fresh_system_without_package_lists_fetches_them_first(
    maker, monkeypatch, fake_programs, on_a_pi, tmp_path
):
    without(monkeypatch, "cv2")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    lists = tmp_path / "lists"
    apt_get = f'[ "$1" = update ] && exec touch {lists}; [ -e {lists} ]'
    calls = fake_programs(apt_get=apt_get, apt_cache=f"[ -e {lists} ]")
    maker.VENV.mkdir()
    maker.install_what_apt_has()
    install = "apt-get install --yes --no-install-recommends python3-opencv"
    made = [call for call in calls.read_text().splitlines() if call.startswith("apt-get")]
    assert made == [install, "apt-get update", install]


def test_what_a_system_does_not_offer_is_left_out_and_named(
    maker, monkeypatch, fake_programs, on_a_pi, capsys
):
    without(monkeypatch, "numpy", "picamera2")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    offers_no_picamera2 = 'case "$*" in *picamera2*) exit 100;; esac'
    calls = fake_programs(apt_get=offers_no_picamera2, apt_cache=offers_no_picamera2)
    maker.VENV.mkdir()
    maker.install_what_apt_has()
    assert calls.read_text().splitlines()[-1].endswith("--no-install-recommends python3-numpy")
    assert "Not offered by apt here: python3-picamera2" in capsys.readouterr().err


def test_without_the_right_to_install_it_prints_the_exact_command(
    maker, monkeypatch, fake_programs, capsys
):
    without(monkeypatch, "ensurepip")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    calls = fake_programs(apt_get="exit 0", sudo="exit 1")
    assert maker.main([]) == 2
    venv = f"python3.{sys.version_info.minor}-venv"
    command = f"sudo apt-get install --yes --no-install-recommends {venv}"
    assert capsys.readouterr().err == f"maker: Please type this, then start again: {command}\n"
    assert calls.read_text() == "sudo -n true\n"


def test_sudo_is_used_where_it_asks_for_no_password(maker, monkeypatch, fake_programs, on_a_pi):
    without(monkeypatch, "lgpio", "numpy")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    calls = fake_programs(apt_get="exit 0", sudo='shift; exec "$@"')
    maker.VENV.mkdir()
    maker.install_what_apt_has()
    assert calls.read_text().splitlines()[-1] == (
        "apt-get install --yes --no-install-recommends python3-lgpio python3-numpy"
    )


def test_what_draws_letters_is_installed_with_apt_for_the_worksheets(
    maker, monkeypatch, fake_programs
):
    monkeypatch.setattr(maker, "can_load", lambda name: name == "libpango-1.0.so.0")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    calls = fake_programs(apt_get="exit 0")
    maker.VENV.mkdir()
    maker.install_what_prints()
    assert calls.read_text() == (
        "apt-get install --yes --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


def test_without_the_right_to_install_it_the_set_up_goes_on_and_says_what_to_type(
    maker, monkeypatch, fake_programs, capsys
):
    monkeypatch.setattr(maker, "can_load", lambda name: "subset" not in name)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    fake_programs(apt_get="exit 0", sudo="exit 1")
    maker.install_what_prints()
    assert capsys.readouterr().err == (
        "maker: Worksheets cannot be printed yet. Please type this, then start again: "
        "sudo apt-get install --yes --no-install-recommends libharfbuzz-subset0\n"
    )


def test_where_all_is_there_or_there_is_no_apt_nothing_is_installed(
    maker, monkeypatch, fake_programs, tmp_path, capsys
):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    calls = fake_programs(apt_get="exit 0")
    monkeypatch.setattr(maker, "can_load", lambda _: True)
    maker.install_what_prints()
    monkeypatch.setattr(maker, "can_load", lambda _: False)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    maker.install_what_prints()
    assert (calls.read_text(), capsys.readouterr().err) == ("", "")


def test_only_the_print_step_asks_for_what_prints(maker, monkeypatch):
    asked = []
    monkeypatch.setattr(maker, "install_pinned", lambda step, _: asked.append(step))
    monkeypatch.setattr(maker, "install_what_prints", lambda: asked.append("letters"))
    maker.VENV.mkdir()
    for step in ("base", "print"):
        (maker.REQUIREMENTS / f"{step}.txt").touch()
        maker.do(step, maker.Progress())
    assert asked == ["base", "print", "letters"]


@pytest.mark.parametrize("command", ["test", "arduino", "security"])
def test_what_builds_and_simulates_sketches_is_installed_for_tests_and_on_request(maker, command):
    assert "arduino" in maker.steps_for([command])
    assert "arduino" not in maker.steps_for(["run", "blink.ino"])


def test_what_builds_sketches_comes_from_apt_what_is_there_is_left_alone(
    maker, monkeypatch, fake_programs, tmp_path
):
    there, missing = tmp_path / "there", tmp_path / "missing"
    there.touch()
    packages = {str(there): "avr-libc", str(missing): "gcc-avr"}
    monkeypatch.setitem(maker.APT_STEPS, "arduino", (packages, maker.APT_STEPS["arduino"][1]))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    calls = fake_programs(apt_get=f"touch {missing}")
    maker.VENV.mkdir()
    maker.do("arduino", maker.Progress())
    assert calls.read_text() == "apt-get install --yes --no-install-recommends gcc-avr\n"
    assert maker.read_stamp()["arduino"] == maker.fingerprint("arduino")
    missing.unlink()
    assert maker.read_stamp()["arduino"] != maker.fingerprint("arduino")


def test_without_the_right_to_install_compilers_it_says_what_to_type_once_and_goes_on(
    maker, monkeypatch, fake_programs, tmp_path, capsys
):
    packages = {str(tmp_path / "missing"): "gcc-avr"}
    monkeypatch.setitem(maker.APT_STEPS, "arduino", (packages, maker.APT_STEPS["arduino"][1]))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    fake_programs(apt_get="exit 0", sudo="exit 1")
    maker.VENV.mkdir()
    maker.do("arduino", maker.Progress())
    assert capsys.readouterr().err == (
        "maker: Sketches cannot be built or simulated yet. Please type this, then start again: "
        "sudo apt-get install --yes --no-install-recommends gcc-avr\n"
    )
    assert maker.read_stamp()["arduino"] == maker.fingerprint("arduino")


@pytest.mark.parametrize(
    ("there", "wanted"),
    [
        (["apt-get", "node"], []),
        (["apt-get"], ["test"]),
        (["node"], []),
        ([], ["test", "arduino"]),
    ],
)
def test_node_comes_from_pypi_where_there_is_none_for_tests_else_only_in_simavrs_place(
    maker, monkeypatch, tmp_path, there, wanted
):
    for name in there:
        (tmp_path / name).write_text("#!/bin/sh\necho v20.1.0\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    commands = ("test", "arduino", "run")
    assert [command for command in commands if "node" in maker.steps_for([command])] == wanted


@pytest.mark.parametrize(("version", "is_new_enough"), [("v20.0.0", True), ("v18.19.0", False)])
def test_an_old_node_cannot_build_the_pages(maker, fake_programs, version, is_new_enough):
    fake_programs(node=f"echo {version}")
    assert maker.has_node() is is_new_enough


@pytest.fixture
def page_sources(maker):
    maker.WEB.mkdir(parents=True)
    (maker.WEB / "page.ts").write_text("let x = 1")
    maker.VENV.mkdir()
    return maker.WEB


def test_a_run_and_the_tests_build_the_pages_with_node(maker, page_sources, monkeypatch):
    monkeypatch.setattr(maker, "has_node", lambda: False)
    for command in ("run", "security", "test"):
        assert maker.steps_for([command])[-2:] == ["node", "web"]
    assert "web" not in maker.steps_for(["check"])


def test_pages_are_built_again_only_when_a_source_has_changed(maker, page_sources, monkeypatch):
    built = []
    monkeypatch.setattr(maker, "run", built.append)
    maker.do("web", maker.Progress())
    assert built == [[str(maker.PYTHON), str(maker.ROOT / "hatch_build.py")]]
    assert "web" in maker.read_stamp()
    assert maker.fingerprint("web") == maker.read_stamp()["web"]
    (page_sources / "page.ts").write_text("let x = 12")
    assert maker.fingerprint("web") != maker.read_stamp()["web"]


def test_pages_that_cannot_be_built_hold_up_nothing_and_are_tried_again(
    maker, page_sources, monkeypatch, capsys
):
    def fail(_command):
        raise maker.SetUpError("Is this computer online?")

    monkeypatch.setattr(maker, "run", fail)
    maker.do("web", maker.Progress())
    assert "cannot be built yet; all else works. Is this computer" in capsys.readouterr().err
    assert "web" not in maker.read_stamp()


def test_elsewhere_than_on_linux_nothing_comes_from_apt(maker, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert maker.missing_from_apt("arduino") == maker.missing_from_apt("test-tools") == []


def test_a_library_that_is_not_there_cannot_be_loaded(maker):
    assert not maker.can_load("libnothing-of-this-name.so.0")


def test_the_kit_and_its_set_up_name_the_same_packages(maker):
    assert tuple(maker.APT_PACKAGES_TO_PRINT.values()) == FROM_APT
    assert maker.APT_PACKAGES_FOR_ARDUINO == arduino_tools.FROM_APT


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("[Errno 30] Read-only file system: '/x/.venv'", "read-only"),
        ("[Errno 13] Permission denied: '/x/.venv'", "belong to you"),
        ("WARNING: Retrying: NewConnectionError(...)\nERROR: No matching distribution", "online"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the one that was pinned"),
        ("ERROR: something new\n", "ERROR: something new"),
        ("", "no reason was given"),
    ],
)
def test_what_pip_and_the_system_say_is_put_into_plain_words(maker, said, words):
    assert words in maker.explain(said)


def test_a_folder_that_cannot_be_written_is_one_sentence(maker, monkeypatch, capsys):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied", ".venv")

    monkeypatch.setattr(maker.Path, "mkdir", refuse)
    assert maker.main([]) == 1
    assert capsys.readouterr().err == (
        "maker: A file cannot be written. Does this folder belong to you?\n"
    )


def test_the_set_up_is_drawn_on_one_line_of_a_terminal(maker, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((60, 24)))
    monkeypatch.setattr(sys.stderr, "fileno", lambda: 2)
    progress = maker.Progress()
    progress.start("packages (base)", total=2)
    progress.read_pip("Collecting numpy==2.4.6 (from -r base.txt (line 1))\n")
    progress.read_pip("  Downloading numpy-2.4.6-cp311-linux.whl (16.9 MB)\n")
    progress.end()
    drawn = [line.rstrip() for line in capsys.readouterr().err.split("\r")]
    assert drawn == [
        "",
        "maker: Installing packages (base) 0 of 2",
        "maker: Installing packages (base) 1 of 2 numpy",
        "maker: Installing packages (base) 1 of 2 numpy (16.9 MB)",
        "",
        "",
    ]
