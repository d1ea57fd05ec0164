"""Sweeps: every combination once, whatever happens in between."""

import base64
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from makerkit.errors import BadInputError, MakerKitError, NotThereError, UnsupportedHereError
from workshop.cli import main
from workshop.training import sweep as sweep_module
from workshop.training import torch_python
from workshop.training.sweep import (
    Sweep,
    name_of,
    read_axes,
    run_setting,
    run_sweep,
    table,
)


@pytest.fixture
def tub(tmp_path):
    (tmp_path / "tub").mkdir()
    return tmp_path / "tub"


@pytest.fixture
def trained(monkeypatch):
    """Training without PyTorch: writes down what it was told; the error is the learning rate."""
    told = []

    def train(words):
        told.append(words)
        out = Path(words[words.index("--out") + 1])
        lr = next(word.removeprefix("lr=") for word in words if word.startswith("lr="))
        out.write_bytes(b"a net")
        card = {"scores": {"angle_mae": float(lr), "right_way": 0.9}, "epochs": 3, "cpu_s": 4.0}
        out.with_suffix(".card.json").write_text(json.dumps(card))
        return 1 if lr == "9" else 0

    monkeypatch.setattr(sweep_module, "train", train)
    monkeypatch.setitem(sys.modules, "distributed", None)  # one after the other
    return told


def sweep_of(tub, *words):
    return Sweep((tub,), read_axes(words), tub.parent / "drive.sweep")


def test_every_combination_is_trained_once_and_the_best_is_first(tub, trained):
    said = []
    results = run_sweep(sweep_of(tub, "lr=0.3,0.1", "width=0.5,1"), said.append)
    assert [result["setting"] for result in results] == [
        "lr=0.1,width=0.5", "lr=0.1,width=1", "lr=0.3,width=0.5", "lr=0.3,width=1",
    ]  # fmt: skip
    assert len(trained) == 4
    assert (tub.parent / "drive.sweep" / "lr=0.3,width=1" / "drive.onnx").read_bytes() == b"a net"
    assert said[0] == "4 trainings, 0 of them done already."


def test_after_a_kill_only_what_is_missing_is_computed(tub, trained, monkeypatch):
    sweep = sweep_of(tub, "lr=0.3,0.2,0.1")
    finished = sweep_module.train

    def killed_at_the_third(words):
        if len(trained) == 2:
            raise KeyboardInterrupt
        return finished(words)

    monkeypatch.setattr(sweep_module, "train", killed_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        run_sweep(sweep, str)
    monkeypatch.setattr(sweep_module, "train", finished)
    said = []
    results = run_sweep(sweep, said.append)
    assert len(results) == 3
    assert said[0] == "3 trainings, 2 of them done already."
    assert len(trained) == 3


def test_a_half_written_result_counts_as_none(tub, trained):
    sweep = sweep_of(tub, "lr=0.1")
    run_sweep(sweep, str)
    (sweep.folder / "lr=0.1" / "result.json").write_text('{"words": [')
    run_sweep(sweep, str)
    assert len(trained) == 2


def test_other_recordings_or_another_seed_are_another_sweep(tub, trained):
    run_sweep(sweep_of(tub, "lr=0.1"), str)
    other = Sweep((tub,), {"lr": ("0.1",)}, tub.parent / "drive.sweep", seed=5)
    run_sweep(other, str)
    assert len(trained) == 2


def test_one_training_that_fails_does_not_end_the_others(tub, trained):
    said = []
    results = run_sweep(sweep_of(tub, "lr=9,0.1"), said.append)
    assert [result["setting"] for result in results] == ["lr=0.1"]
    assert any(
        line.startswith("Failed: lr=9: the training ended with exit code 1") for line in said
    )
    with pytest.raises(MakerKitError, match="No training of the sweep worked"):
        run_sweep(sweep_of(tub, "lr=9"), str)


def test_a_tub_that_is_not_on_the_machine_is_named(tmp_path, trained):
    with pytest.raises(NotThereError, match="on every machine the tubs must lie at the same place"):
        run_setting(["drive", str(tmp_path / "nowhere"), "--seed", "0", "--set", "lr=1"])


def test_a_result_holds_model_and_card(tub, trained):
    found = run_setting(["drive", str(tub), "--seed", "0", "--set", "lr=1"])
    assert base64.b64decode(found["model"]) == b"a net"
    assert found["card"]["epochs"] == 3


@pytest.mark.parametrize("word", ["lr", "lr=", "lr=1,1", "lr=../x", "LR=1", "lr=1;rm"])
def test_a_word_that_is_no_axis_is_refused(word):
    with pytest.raises(BadInputError, match="--sweep wants a setting"):
        read_axes([word])


def test_an_axis_twice_and_too_many_trainings_are_refused(tub):
    with pytest.raises(BadInputError):
        read_axes(["lr=1", "lr=2"])
    many = ",".join(map(str, range(30)))
    with pytest.raises(BadInputError, match="900 trainings are too many"):
        sweep_of(tub, f"seed={many}", f"epochs={many}").settings()


def test_the_table_shows_the_best_first(tub, trained):
    lines = table(run_sweep(sweep_of(tub, "lr=0.3,0.1"), str))
    assert lines[1].startswith("lr=0.1 ")
    assert lines[1].split()[-4:] == ["90.0%", "3", "4", "s"]
    assert name_of((("lr", "1"),)) == "lr=1"


def test_a_scheduler_without_dask_says_what_to_install(tub, trained):
    with pytest.raises(MakerKitError, match="--scheduler needs Dask"):
        run_sweep(sweep_of(tub, "lr=1"), str, scheduler="tcp://127.0.0.1:9")


# -- the command


def run(*words):
    return CliRunner().invoke(main, ["train", *words])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["drive"], "Say which recordings to learn from"),
        (["drive", "tub", "--from-sim"], "Say which recordings to learn from"),
        (["drive", "--from-sim", "--dry"], "--from-sim makes its own recordings"),
        (["drive", "tub", "--scheduler", "tcp://a:1"], "--scheduler is for a sweep"),
    ],
)
def test_words_that_do_not_go_together_are_explained(words, said):
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.output


def test_a_sweep_takes_several_axes_behind_one_option(tub, trained, monkeypatch, tmp_path):
    monkeypatch.setattr(torch_python, "torch_python", lambda: "python3")
    out = str(tmp_path / "net.onnx")
    result = run("drive", str(tub), "--out", out, "--sweep", "lr=0.3,0.1", "width=0.5,1")
    assert result.exit_code == 0, result.output
    assert len(trained) == 4
    assert "The best is" in result.output
    assert "lr=0.1,width=0.5" in result.output


def test_without_pytorch_it_says_so_before_it_drives_any_lap(monkeypatch, tmp_path):
    monkeypatch.setenv(torch_python.CHOSEN, str(tmp_path / "no_python"))
    result = run("drive", "--from-sim", "--out", str(tmp_path / "drive.onnx"))
    assert result.exit_code == 1
    assert "PyTorch is not installed" in result.output
    assert list(tmp_path.iterdir()) == []


def test_the_chosen_python_is_taken_and_no_other(monkeypatch, tmp_path):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 0\n")
    python.chmod(0o755)
    monkeypatch.setenv(torch_python.CHOSEN, str(python))
    command, environment = torch_python.training_command(["drive", "tub"])
    assert command == [str(python), "-m", "self_driving_car.training", "drive", "tub"]
    assert environment["PYTHONPATH"].startswith(str(torch_python.KIT))
    python.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(UnsupportedHereError):
        torch_python.torch_python()
