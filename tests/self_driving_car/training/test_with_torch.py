"""Nets are really trained, in a process of the Python that has PyTorch: `.ci/train` runs this."""

import json
import os
import subprocess
import sys

import cv2
import numpy as np
import pytest

from makerkit.tub import TubWriter
from self_driving_car.perception.net import NetPilot, read_card
from workshop.training.sweep import Sweep, read_axes, run_sweep
from workshop.training.torch_python import training_command

pytestmark = pytest.mark.skipif(
    os.environ.get("MAKER_TEST_TORCH") != "1", reason="nets are trained in .ci/train"
)
QUICK = ("--set", "epochs=4", "--set", "batch=32", "--set", "threads=1")


@pytest.fixture(scope="module")
def tub(tmp_path_factory):
    """A drive along a bright line that wanders; who steers follows it."""
    folder, chance = tmp_path_factory.mktemp("drives") / "line", np.random.default_rng(0)
    with TubWriter(folder) as tub:
        for number in range(500):
            angle = float(np.sin(number / 17) * 0.8)
            picture = chance.integers(30, 70, (120, 160, 3), dtype=np.uint8)
            foot, top = (80, 119), (round(80 + 60 * angle), 24)
            cv2.line(picture, foot, top, (210, 220, 220), 6)
            values = {"cam/image_array": picture, "user/angle": angle, "user/throttle": 0.5}
            tub.write(values | {"user/mode": "user"}, t_ms=number * 50)
    return folder


@pytest.fixture(scope="module")
def trained(tub, tmp_path_factory):
    out = tmp_path_factory.mktemp("models") / "drive.onnx"
    return out, run("drive", str(tub), "--out", str(out), *QUICK)


def run(*words):
    command, environment = training_command(words)
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def test_a_net_learns_what_the_driver_did(trained, tub):
    out, done = trained
    assert done.returncode == 0, done.stderr
    card = read_card(out)
    assert card["scores"]["angle_mae"] < 0.7 * card["scores"]["constant_mae"]
    assert card["loss"]["learned"][-1] < card["loss"]["learned"][0]
    assert card["split"]["learn"] + card["split"]["exam"] < 500
    assert card["versions"]["torch"]


def test_opencv_drives_with_what_pytorch_wrote(trained):
    out, _ = trained
    pilot = NetPilot(out)
    right = np.full((120, 160, 3), 50, np.uint8)
    cv2.line(right, (80, 119), (125, 24), (210, 220, 220), 6)
    assert pilot.look(right)[0] > 0.2 > -0.2 > pilot.look(right[:, ::-1].copy())[0]


def test_the_model_is_small_and_all_of_opset_13(trained):
    out, _ = trained
    assert out.stat().st_size < 500_000
    assert len(cv2.dnn.readNetFromONNX(str(out)).getLayerNames()) < 30
    assert b"BatchNormalization" not in out.read_bytes()


def test_a_report_with_curves_stands_beside_it(trained):
    out, done = trained
    page = out.with_suffix(".html").read_text()
    assert page.count("<svg") == 3
    assert "Loss in each epoch" in page
    assert "CPU s per 1,000 frames and epoch" in done.stdout


def test_the_same_seed_gives_the_same_net(tub, tmp_path):
    said = []
    for name in ("a", "b"):
        run("drive", str(tub), "--out", str(tmp_path / f"{name}.onnx"), *QUICK, "--seed", "3")
        said.append(read_card(tmp_path / f"{name}.onnx")["loss"])
    assert said[0] == said[1]


def test_one_bad_file_does_not_break_the_training(tub, tmp_path):
    """Donkeycar #761, #815, #1187."""
    import shutil

    spoilt = tmp_path / "spoilt"
    shutil.copytree(tub, spoilt)
    pictures = sorted((spoilt / "images").iterdir())
    pictures[3].write_bytes(b"")
    pictures[4].unlink()
    (spoilt / "manifest.json").write_bytes((spoilt / "manifest.json").read_bytes()[:100])
    done = run("drive", str(spoilt), "--out", str(tmp_path / "drive.onnx"), *QUICK)
    assert done.returncode == 0, done.stderr
    assert "Left out: 2 of spoilt: pictures that are missing, empty or cut." in done.stdout


def test_it_goes_on_from_weights_and_refuses_those_of_another_net(trained, tub, tmp_path):
    out, _ = trained
    words = ["drive", str(tub), "--out", str(tmp_path / "more.onnx"), *QUICK]
    start = ("--start-from", str(out.with_suffix(".weights")))
    more = run(*words, *start)
    assert more.returncode == 0, more.stderr
    assert (
        read_card(tmp_path / "more.onnx")["loss"]["learned"][0]
        < read_card(out)["loss"]["learned"][0]
    )
    other = run(*words, *start, "--set", "width=0.25")
    assert other.returncode == 2
    assert "One cannot go on from" in other.stderr


def test_a_python_without_pytorch_says_what_installs_it(tub, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "self_driving_car.training", "drive", str(tub), *QUICK],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 1
    assert "has no PyTorch. `./maker train drive` installs it" in done.stderr


def test_a_sweep_ends_with_the_best(tub, tmp_path):
    sweep = Sweep((tub,), read_axes(["lr=1e-6,2e-3"]), tmp_path / "s", more=QUICK[1::2])
    results = run_sweep(sweep, str)
    assert [result["setting"] for result in results] == ["lr=2e-3", "lr=1e-6"]
    kept = json.loads((tmp_path / "s" / "lr=2e-3" / "drive.card.json").read_text())
    assert kept["settings"]["lr"] == 2e-3
    assert NetPilot(tmp_path / "s" / "lr=2e-3" / "drive.onnx").load()["epochs"] == 4
