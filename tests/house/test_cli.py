"""The `maker` command: what it lists, what it imports, and how it words an error."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from makerkit.errors import BadInputError, NotThereError, UnsupportedHereError
from workshop import cli
from workshop.commands import completion

KIT = Path(__file__).resolve().parents[2]


@pytest.fixture
def runner():
    return CliRunner()


def test_help_lists_every_command_and_imports_none():
    look = (
        "import sys; from workshop.cli import main; main(['--help'], standalone_mode=False); "
        "print('|'.join(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    listed = [line.split()[0] for line in done if line.startswith("  ")]
    assert [name for name in cli.COMMANDS if name not in listed] == []
    imported = done[-1].split("|")
    heavy = ("rich", "pydantic", "gpiozero", "numpy", "workshop.commands", "hardware_mocks")
    assert [name for name in heavy if name in imported] == []


@pytest.mark.parametrize("name", [*cli.COMMANDS, cli.WITHOUT_A_NAME])
def test_every_listed_command_is_there_and_explains_itself(name):
    assert isinstance(cli.load(name), click.Command)
    assert cli.load(name).help


def test_a_mistyped_command_gets_the_nearest_suggested(runner):
    done = runner.invoke(cli.main, ["docter"])
    assert done.exit_code == 2
    assert "Did you mean 'doctor'?" in done.output


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (BadInputError("The file is empty."), 2),
        (NotThereError("There is no blink.py here."), 2),
        (UnsupportedHereError("Only on a Pi."), 1),
    ],
)
def test_an_error_of_the_kit_is_one_message_without_traceback(
    runner, monkeypatch, error, exit_code
):
    @click.command()
    def command():
        raise error

    monkeypatch.setattr(cli, "load", lambda name: command)
    done = runner.invoke(cli.main, ["run"])
    assert (done.exit_code, done.stdout, done.stderr) == (exit_code, "", f"maker: {error}\n")


def test_the_version_is_the_installed_one(runner):
    assert runner.invoke(cli.main, ["--version"]).output.startswith("maker, version 0.")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_what_the_shell_reads(runner, shell):
    printed = runner.invoke(cli.main, ["completion", shell]).output
    assert completion.VARIABLE in printed
    assert "maker" in printed


def test_completion_says_what_to_do_for_the_shell_in_use(runner):
    printed = runner.invoke(cli.main, ["completion"], env={"SHELL": "/usr/bin/fish"}).output
    assert "config.fish" in printed
    assert "completion fish | source" in printed


def test_the_tab_key_completes_a_command():
    done = subprocess.run(
        [sys.executable, "-m", "workshop"],
        cwd=KIT,
        env={"_MAKER_COMPLETE": "bash_complete", "COMP_WORDS": "maker doc", "COMP_CWORD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "plain,doctor\n"


def test_the_doctor_tells_a_program_the_same_as_a_person(runner):
    told = json.loads(runner.invoke(cli.main, ["doctor", "--json"]).output)
    shown = runner.invoke(cli.main, ["doctor"]).output
    assert [finding["about"] for finding in told["findings"] if finding["about"] not in shown] == []
