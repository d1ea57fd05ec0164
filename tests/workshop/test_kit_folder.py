"""The commands in an installed package, without the kit's folder around it."""

import pytest
from click.testing import CliRunner

from makerkit.errors import UnsupportedHereError
from workshop import kit_folder
from workshop.cli import main


def test_a_part_of_the_kit_is_found_where_the_kit_is():
    assert (kit_folder.part_of_the_kit("lessons") / "01_blink").is_dir()


@pytest.fixture
def only_a_package(monkeypatch, tmp_path):
    """Let the package lie in a folder of its own, as pip would put it."""
    monkeypatch.setattr(kit_folder, "FOLDER", tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Downloads").mkdir()
    monkeypatch.chdir(tmp_path / "Downloads")


@pytest.mark.usefixtures("only_a_package")
def test_what_needs_the_kit_says_so():
    with pytest.raises(UnsupportedHereError, match="benchmarks is not here"):
        kit_folder.part_of_the_kit("benchmarks")
    result = CliRunner().invoke(main, ["bench"])

    assert result.exit_code == 1
    assert "Get the kit's whole folder" in result.output


@pytest.mark.usefixtures("only_a_package")
def test_without_a_command_the_package_shows_its_help():
    result = CliRunner().invoke(main, [])

    assert result.exit_code == 0
    assert "Run a program on the simulated bench" in result.output


@pytest.mark.usefixtures("only_a_package")
def test_in_the_wrong_folder_it_says_which_one_to_go_to(tmp_path):
    (tmp_path / "maker/lessons").mkdir(parents=True)
    (tmp_path / "maker/lessons/course.toml").touch()
    says = "You are in ~/Downloads. Type `cd ~/maker` first, then `./maker`."

    assert says in CliRunner().invoke(main, []).output
    result = CliRunner().invoke(main, ["list"])
    assert (result.exit_code, result.stderr) == (2, f"maker: {says}\n")


def test_in_the_kit_s_own_folder_only_the_way_of_typing_is_wrong(tmp_path):
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons/course.toml").touch()

    assert "type ./maker here" in kit_folder.where_to_go(tmp_path, tmp_path / "home")
