"""The trained net as a pilot, with a net of two numbers: it steers to the brighter side."""

import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from makerkit.errors import BadInputError, NotThereError
from self_driving_car.perception.net import KIT_MODELS, NetPilot, card_path, find_model, read_card
from self_driving_car.perception.net_input import NetInput, levelled
from self_driving_car.perception.net_settings import NetSettings
from self_driving_car.perception.onnx_net import OnnxNet

DATA = Path(__file__).parent / "data"


@pytest.fixture
def model(tmp_path):
    """A model that may be spoilt; it sees the lower half of the picture."""
    for name in ("tiny.onnx", "tiny.card.json"):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path / "tiny.onnx"


def picture(left=40, right=40, above=0, size=(240, 320)):
    bgr = np.full((*size, 3), above, np.uint8)
    bgr[size[0] // 2 :, : size[1] // 2] = left
    bgr[size[0] // 2 :, size[1] // 2 :] = right
    return bgr


def change_card(model, **values):
    card = read_card(model)
    card_path(model).write_text(json.dumps(card | values))


def test_it_steers_right_for_what_lies_right(model):
    """Jetracer #77: the car steers the wrong way."""
    angle, throttle = NetPilot(model).look(picture(left=40, right=200))
    assert angle == pytest.approx(1.0, abs=0.01)
    assert throttle == pytest.approx(0.75, abs=1e-4)
    assert NetPilot(model).look(picture(left=200, right=40))[0] == pytest.approx(-1.0, abs=0.01)


def test_it_takes_a_picture_of_any_size(model):
    small, large = (picture(40, 90, size=size) for size in ((120, 160), (480, 640)))
    assert NetPilot(model).look(small) == pytest.approx(NetPilot(model).look(large), abs=0.01)


def test_what_is_above_the_floor_does_not_matter(model):
    dark, bright = picture(40, 60, above=0), picture(40, 60, above=250)
    assert NetPilot(model).look(dark) == NetPilot(model).look(bright)


def test_a_brighter_and_warmer_lamp_changes_nothing(model):
    floor = np.random.default_rng(3).integers(60, 110, (240, 320, 3), dtype=np.uint8)
    floor[:, 160:] += 20
    warm = np.clip(floor * np.array([1.2, 1.5, 1.7]), 0, 255).astype(np.uint8)
    assert NetPilot(model).look(warm) == pytest.approx(NetPilot(model).look(floor), abs=0.06)


def test_a_floor_without_anything_on_it_is_not_blown_up():
    noise = np.random.default_rng(0).integers(99, 102, (66, 200, 3), dtype=np.uint8)
    assert float(np.abs(levelled(noise)).max()) < 0.3


def test_gain_offset_and_a_fixed_throttle_come_after_the_net(model):
    """Jetracer #47: what gain, bias and offset do."""
    weak = picture(40, 60)
    plain, _ = NetPilot(model, gain=0.3).look(weak)
    angle, throttle = NetPilot(model, gain=0.3, offset=0.2, throttle=0.4).look(weak)
    assert (angle, throttle) == (pytest.approx(plain + 0.2), 0.4)


def test_no_gain_gets_beyond_the_stops(model):
    assert NetPilot(model, gain=3.0, offset=0.5).look(picture(0, 255)) == (1.0, 0.75)


def test_nothing_is_read_before_the_first_picture(tmp_path):
    pilot = NetPilot(tmp_path / "nowhere.onnx")
    with pytest.raises(NotThereError, match=r"nowhere\.card\.json is missing"):
        pilot.look(picture())


def test_a_model_without_its_card_says_what_to_copy(model):
    card_path(model).unlink()
    with pytest.raises(NotThereError, match="copy it along with the model"):
        NetPilot(model).load()


def test_a_missing_model_says_what_makes_one(model):
    model.unlink()
    with pytest.raises(NotThereError, match="`maker train drive` makes one"):
        NetPilot(model).load()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty. Was its copying cut off"),
        (b"<!DOCTYPE html><html>Not found</html>", "is no ONNX net that OpenCV"),
        (b"version https://git-lfs.github.com/spec/v1\n", "is no ONNX net that OpenCV"),
    ],
)
def test_a_file_that_is_no_net_is_said_in_plain_words(tmp_path, content, said):
    path = tmp_path / "drive.onnx"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=said):
        OnnxNet(path).load()


def test_a_net_cut_off_in_the_middle_is_refused(model):
    whole = model.read_bytes()
    model.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadInputError, match=r"has changed since\. Copy both again"):
        NetPilot(model).load()


def test_a_card_of_another_model_is_noticed(model):
    change_card(model, sha256="0" * 64)
    with pytest.raises(BadInputError, match=r"tiny\.card\.json is not the card of this tiny\.onnx"):
        NetPilot(model).load()


def test_a_net_for_signs_does_not_drive(model):
    change_card(model, kind="signs")
    with pytest.raises(BadInputError, match="kind 'signs', which does not drive"):
        NetPilot(model).load()


@pytest.mark.parametrize("said", [{}, {"width_px": "wide"}, None])
def test_a_card_that_does_not_say_how_to_cut_is_refused(model, said):
    change_card(model, input=said)
    with pytest.raises(BadInputError, match="does not say how pictures are cut"):
        NetPilot(model).load()


@pytest.mark.parametrize("text", ["{", "[]", "\x00"])
def test_a_card_that_is_no_card_is_refused(model, text):
    card_path(model).write_text(text)
    with pytest.raises(BadInputError, match="no card of a model"):
        NetPilot(model).load()


def test_a_net_of_another_size_than_its_card_says_is_refused(model):
    change_card(model, input={**read_card(model)["input"], "width_px": 64, "height_px": 32})
    with pytest.raises(BadInputError, match=r"cannot take an input of 1x3x32x64|answers"):
        NetPilot(model).look(picture())


def test_a_cut_that_leaves_nothing_is_refused():
    with pytest.raises(BadInputError, match="a tenth of the picture must be left"):
        NetInput(crop_top=0.6, crop_bottom=0.4)
    with pytest.raises(BadInputError, match="at least 8x8"):
        NetInput(width_px=4)


def test_the_cars_own_model_goes_before_that_of_the_kit(model, tmp_path):
    (tmp_path / "models").mkdir()
    own = tmp_path / "models" / "drive.onnx"
    shutil.copy(model, own)
    assert find_model("drive.onnx", tmp_path) == own
    assert find_model(str(model), tmp_path) == model


def test_a_model_that_is_nowhere_names_those_that_are_there(model, tmp_path):
    (tmp_path / "models").mkdir()
    shutil.copy(model, tmp_path / "models" / "kitchen.onnx")
    with pytest.raises(NotThereError, match=r"no model drvie\.onnx in .* There is: .*kitchen"):
        find_model("drvie.onnx", tmp_path)


def test_a_picture_that_says_too_little_for_a_net_is_refused(tmp_path, model, mocker):
    pilot = NetPilot(model)
    mocker.patch.object(OnnxNet, "__call__", return_value=np.array([[np.nan, 0.5]], np.float32))
    with pytest.raises(BadInputError, match="two numbers are needed"):
        pilot.look(picture())


def test_the_settings_name_the_model_of_the_kit():
    assert NetSettings().model == "drive.onnx"
    assert KIT_MODELS.name == "models"


def test_opencv_threads_are_left_as_they_are(model):
    before = cv2.getNumThreads()
    NetPilot(model).look(picture())
    assert cv2.getNumThreads() == before
