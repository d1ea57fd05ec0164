"""The card of a model, and how a training is told what to do."""

import io
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from makerkit.errors import BadInputError, NotThereError
from self_driving_car.perception.net import KIT_MODELS, NetPilot, read_card
from self_driving_car.training import __main__ as training
from self_driving_car.training.cards import extend_card, write_card
from self_driving_car.training.drive import read_order
from self_driving_car.training.pilot import answer
from self_driving_car.training.scores import score
from self_driving_car.training.settings import DriveTraining, changed

TINY = Path(__file__).parents[1] / "perception" / "data" / "tiny.onnx"


@pytest.fixture
def model(tmp_path):
    return Path(shutil.copy(TINY, tmp_path / "drive.onnx"))


def test_a_card_says_what_it_is_of_and_what_made_it(model):
    write_card(model, "drive", {"seed": 7})
    card = read_card(model)
    assert (card["kind"], card["model"], card["seed"]) == ("drive", "drive.onnx", 7)
    assert len(card["sha256"]) == 64
    assert {"python", "numpy", "opencv"} <= card["versions"].keys()
    assert card["made"].endswith("UTC")


def test_laps_are_added_to_a_card_afterwards(model):
    write_card(model, "drive", {"seed": 7})
    extend_card(model, {"laps": {"laps": 19.0}})
    assert (read_card(model)["seed"], read_card(model)["laps"]) == (7, {"laps": 19.0})
    assert [path.name for path in model.parent.iterdir() if path.name.endswith(".new")] == []


def test_a_card_that_is_missing_cannot_be_added_to(model):
    with pytest.raises(NotThereError, match="has no card"):
        extend_card(model, {})


def test_the_words_become_an_order(tmp_path):
    order = read_order(["a", "b", "--out", "kitchen.onnx", "--set", "lr=3e-4", "--seed", "5"])
    assert order.tubs == (Path("a"), Path("b"))
    assert order.out == Path("kitchen.onnx")
    assert (order.settings.lr, order.settings.seed) == (3e-4, 5)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a", "--set", "lr"], "wants NAME=VALUE"),
        (["a", "--set", "speed=1"], "no setting 'speed' of a training. There are: balance, batch"),
        (["a", "--set", "lr=quick"], r"lr must be a number \(got 'quick'\)"),
        (["a", "--set", "epochs=2.5"], "epochs must be a whole number"),
        (["a", "--set", "lr=5"], r"lr must be between 1e-06 and 1 \(got 5\)"),
        (["a", "--out", "drive.h5"], r"must name an \.onnx file"),
    ],
)
def test_wrong_words_are_explained(words, said):
    with pytest.raises(BadInputError, match=said):
        read_order(words)


def test_what_is_no_number_is_out_of_bounds():
    with pytest.raises(BadInputError, match="decay must be between"):
        changed(DriveTraining(), {"decay": "nan"})


def test_without_a_word_it_says_what_there_is(capsys):
    assert training.main([]) == 2
    assert "pilot, drive, signs" in capsys.readouterr().err


def test_an_error_is_a_sentence_and_an_exit_code(capsys, tmp_path):
    assert training.main(["drive", str(tmp_path / "nowhere")]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_scores_stand_beside_who_always_steers_the_same():
    """Real tubs: the usual recipe hardly beats a constant on time that was held out."""
    wanted = np.array([[0.5, 0.5], [-0.5, 0.5], [0.0, 0.5]], np.float32)
    learned_from = np.zeros(9, np.float32)
    good = score(wanted * np.float32(0.9), wanted, learned_from)
    assert (good.beats_a_constant, good.right_way) == (True, 1.0)
    assert good.constant_mae == pytest.approx(1 / 3)
    assert good.angle_mae == pytest.approx(0.1 / 3, rel=1e-4)
    dull = score(np.zeros_like(wanted), wanted, learned_from)
    assert (dull.beats_a_constant, dull.correlation, dull.right_way) == (False, 0.0, 0.0)


def test_who_errs_little_but_the_wrong_way_has_learned_nothing():
    """Jetracer #77: the car steers the wrong way."""
    wanted = np.array([[0.15, 0.5], [-0.15, 0.5], [0.9, 0.5]], np.float32)
    said = np.array([[-0.01, 0.5], [0.01, 0.5], [0.9, 0.5]], np.float32)
    scores = score(said, wanted, np.zeros(9, np.float32))
    assert scores.angle_mae < 0.95 * scores.constant_mae
    assert scores.right_way == pytest.approx(1 / 3)
    assert not scores.beats_a_constant


def test_a_net_answers_pictures_that_come_through_a_pipe():
    bright = np.zeros((24, 32, 3), np.uint8)
    bright[12:, 16:] = 200
    said = io.BytesIO()
    sent = b"24 32\n" + bright.tobytes() + b"24 32\n" + bright[:, ::-1].tobytes() + b"24 32\ncut"
    assert answer(NetPilot(TINY), io.BytesIO(sent), said) == 2
    assert said.getvalue() == b"1.000000 0.750000\n-1.000000 0.750000\n"


def test_a_pipe_with_something_else_is_refused():
    with pytest.raises(BadInputError, match="HEIGHT WIDTH must come before"):
        answer(NetPilot(TINY), io.BytesIO(b"hello\n"), io.BytesIO())


def test_every_model_of_the_kit_has_a_card_that_fits():
    for model in KIT_MODELS.glob("*.onnx"):
        card = json.loads(model.with_suffix(".card.json").read_text())
        assert card["model"] == model.name
        if card["kind"] == "drive":
            assert NetPilot(model).load() == card
