"""`maker car`: the car live on the simulated track."""

import tomllib
from pathlib import Path

import click
import pytest

from makerkit.errors import BadInputError, NotThereError
from workshop.cli import load
from workshop.commands.car import CAR, scenario_and_options
from workshop.commands.run import make_job as make_run


def test_its_own_wiring_and_track_are_found_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    job = make_run(module="self_driving_car", mode="simulate")
    assert job.wiring.endswith("self_driving_car/wiring.json")
    assert job.scenario.endswith("self_driving_car/scene.toml")


def test_another_track_keeps_what_the_scene_says_else(tmp_path):
    job = CAR.job(tmp_path, "lane_7", tmp_path, port=0, options=("--drive", "lane"))
    scene = tomllib.loads((tmp_path / "scene.toml").read_text())
    assert job.scenario == str(tmp_path / "scene.toml")
    assert scene["world"] == {"kind": "track", "scenario": "lane_7"}
    assert scene["seed"] == 7
    assert job.args == ("--folder", str(tmp_path), "--port", "0", "--drive", "lane")


def test_a_track_of_ones_own_is_named_by_its_whole_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    own = Path("mine.toml")
    own.write_text('title = "Mine"\nroad = "oval"\n', encoding="utf-8")
    CAR.job(tmp_path, "mine.toml", tmp_path)
    scene = tomllib.loads((tmp_path / "scene.toml").read_text())
    assert scene["world"]["scenario"] == str(tmp_path / "mine.toml")


def test_a_track_that_there_is_not_is_told_before_anything_starts(tmp_path):
    scene = make_run(module="self_driving_car", mode="simulate").scenario
    with pytest.raises(NotThereError, match="obstacle"):
        CAR.scene_with(Path(scene), "obstcle", tmp_path)


def test_the_track_is_named_as_the_readme_does_it():
    assert scenario_and_options(None, ("lights", "--speed", "0.3")) == (
        "lights",
        ("--speed", "0.3"),
    )
    assert scenario_and_options("oval", ("--speed", "0.3")) == ("oval", ("--speed", "0.3"))
    assert scenario_and_options(None, ()) == (None, ())


def test_two_tracks_at_once_are_refused_with_both_names():
    with pytest.raises(BadInputError, match="'oval' and 'lights'"):
        scenario_and_options("oval", ("lights",))


def test_a_word_that_is_no_track_is_told_before_the_simulator_starts(monkeypatch):
    monkeypatch.setattr("workshop.live_run.LiveRun", None)
    with pytest.raises(NotThereError, match="no track 'lihgts'"):
        load("car").main(["lihgts"], standalone_mode=False)


def test_the_examples_of_a_command_below_a_command_keep_their_lines():
    drive = load("train").commands["drive"]
    shown = drive.get_help(click.Context(drive))
    assert "\\b" not in shown
    assert "\n  maker train drive --from-sim --keep laps\n" in shown
