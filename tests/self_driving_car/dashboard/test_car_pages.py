"""Calibration, models, health and settings: what people change is kept, what is wrong is said."""

import io
import json
import math

import numpy as np
import pytest

from makerkit.app.edge import Health, Level
from makerkit.web import parts_of
from self_driving_car.dashboard.model_store import models_of, take_in
from self_driving_car.dashboard.page import make_page
from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.sheet import outer_corners
from tests.makerkit.web.door_browser import PASSWORD, Browser
from tests.self_driving_car.perception.test_sheet import FRONT_M, SIZE, pictured

CAMERA = Calibration.mounted(SIZE, pitch_rad=math.radians(20))
HTML = {"Accept": "text/html"}


def text_of(answer):
    return answer.get_data(as_text=True)


# -- calibration


def test_the_sheet_is_found_shown_and_kept(mina, car):
    """donkeycar #592: calibrate with the car before you, live."""
    car.take_picture(pictured(CAMERA))
    assert mina.post("/calibration/find", csrf_from="/").status_code == 303
    page = text_of(mina.get("/calibration"))
    assert "30" in page
    assert car.calibrated == []
    for name in ("seen", "above"):
        answer = mina.get(f"/calibration/{name}.jpg")
        assert answer.mimetype == "image/jpeg"
        assert answer.data[:2] == b"\xff\xd8"
    mina.post("/calibration/keep", csrf_from="/")
    (kept,) = car.calibrated
    assert kept.residual_m < 0.003
    far_m = np.array([(0.9, 0.1)])
    assert np.abs(kept.floor(CAMERA.pixels(far_m)) - far_m).max() < 0.04
    assert "The car sees by it" in text_of(mina.get("/calibration"))


def test_a_sheet_that_is_not_there_is_said_and_nothing_is_kept(mina, car):
    car.take_picture()
    answer = mina.post("/calibration/find", csrf_from="/")
    assert answer.status_code == 400
    assert "not seen whole" in text_of(answer)
    assert mina.post("/calibration/keep", csrf_from="/").status_code == 400
    assert car.calibrated == []


def test_four_corners_set_by_hand_are_taken(mina, car):
    car.take_picture(pictured(CAMERA))
    assert 'data-corner="3"' in text_of(mina.get("/calibration/corners"))
    shares = (CAMERA.pixels(outer_corners(FRONT_M)) / np.array(SIZE)).round(4).tolist()
    form = {"corners": json.dumps(shares)}
    assert mina.post("/calibration/corners", form, csrf_from="/").status_code == 303
    mina.post("/calibration/keep", csrf_from="/")
    assert car.calibrated[0].height_m == pytest.approx(0.12, abs=0.01)


@pytest.mark.parametrize(
    "corners", ["", "[]", "[[1,2],[3,4],[5,6],[7,8]]", "{}", '[["a","b"]]', "[[0.1,0.1]]" * 90,
                "[[NaN,0.1],[0.2,0.2],[0.3,0.3],[0.4,0.4]]"]
)  # fmt: skip
def test_corners_that_are_none_are_refused(mina, car, corners):
    car.take_picture()
    mina.get("/calibration/corners")
    answer = mina.post("/calibration/corners", {"corners": corners}, csrf_from="/")
    assert answer.status_code == 400
    assert "four corners" in text_of(answer)


def test_without_a_picture_it_is_said(mina):
    assert "There is no picture yet" in text_of(mina.post("/calibration/find", csrf_from="/"))
    assert mina.get("/calibration/corners").status_code == 303
    assert mina.get("/calibration/above.jpg").status_code == 404


def test_a_calibration_can_be_forgotten(mina, car):
    mina.post("/calibration/forget", csrf_from="/")
    assert car.calibrated[0].residual_m is None


def test_the_sheet_is_a_pdf(mina):
    answer = mina.get("/calibration/sheet")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


def test_each_number_of_the_steering_has_its_picture_and_is_kept(mina, car):
    """jetracer #47: gain, bias and offset were unclear."""
    page = text_of(mina.get("/calibration"))
    for key in ("full_curvature_per_m", "wheel_track_m", "gain", "offset"):
        assert f'aria-label="{key}"' in page
    form = {"full_curvature_per_m": "2.0", "gain": "1.2", "offset": "0.05"}
    assert mina.post("/calibration/steering", form, csrf_from="/").status_code == 303
    assert car.settings.car.full_curvature_per_m == 2.0
    assert (car.settings.net.gain, car.settings.net.offset) == (1.2, 0.05)
    wrong = mina.post("/calibration/steering", {"gain": "9"}, csrf_from="/")
    assert wrong.status_code == 400
    assert "from 0.2 to 3" in text_of(wrong)


# -- models


def test_what_is_no_net_is_refused_and_leaves_nothing_behind(mina, car):
    for net, card in ((b"", b"{}"), (b"no net", b"{}"), (b"x", b"no json"), (b"x", b"[1]")):
        form = {
            "net": (io.BytesIO(net), "drive.onnx"),
            "card": (io.BytesIO(card), "drive.card.json"),
        }
        answer = mina.post("/models", form, csrf_from="/", content_type="multipart/form-data")
        assert answer.status_code == 400
    assert not list((car.folder / "models").glob("**/*"))


@pytest.mark.parametrize("name", ["../../x.onnx", "x.exe", ".onnx", "a" * 60 + ".onnx", "ü.onnx"])
def test_a_name_that_leads_elsewhere_or_is_no_net_is_refused(car, name):
    with pytest.raises(Exception, match=r"small letters|cannot|no card|is no"):
        take_in(car.folder, name, b"x", b"{}")
    assert not list(car.folder.glob("**/*.onnx"))
    assert not list(car.folder.parent.glob("*.onnx"))


def test_without_both_files_it_is_said(mina):
    answer = mina.post("/models", {}, csrf_from="/", content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "both files" in text_of(answer)


def test_an_upload_that_is_too_large_is_refused(car):
    settings = car.settings.web.model_copy(update={"model_mb": 0.1})
    app = make_page(car, settings)
    parts_of(app).gate.users.set_password("mina", PASSWORD)
    mina = Browser(app, "127.0.0.1")
    assert mina.log_in().status_code == 303
    form = {
        "net": (io.BytesIO(b"\0" * 400_000), "drive.onnx"),
        "card": (io.BytesIO(b"{}"), "drive.card.json"),
    }
    answer = mina.post("/models", form, csrf_from="/", content_type="multipart/form-data")
    assert answer.status_code in (400, 413)
    assert not (car.folder / "models").exists()


def put_model(car, name, card):
    folder = car.folder / "models"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"net")
    if card is not None:
        (folder / name).with_suffix(".card.json").write_text(json.dumps(card))


def test_models_are_shown_with_their_cards_and_what_is_wrong_with_them(mina, car):
    put_model(car, "good.onnx", {"kind": "drive", "made": "2026-11-27", "laps": {"driven": 18},
                                 "scores": {"loss": 0.01234567}})  # fmt: skip
    put_model(car, "bare.onnx", None)
    put_model(car, "signs.onnx", {"kind": "signs"})
    ours = {model.name: model for model in models_of(car.folder) if model.is_ours}
    assert set(ours) == {"good.onnx", "bare.onnx"}
    assert ours["good.onnx"].card == (("laps: driven", "18"), ("scores: loss", "0.01235"))
    assert "has no card" in ours["bare.onnx"].trouble
    page = text_of(mina.get("/models"))
    assert "good.onnx" in page
    assert "has no card" in page


def test_a_model_is_chosen_and_removed(mina, car):
    put_model(car, "mine.onnx", {"kind": "drive"})
    put_model(car, "bare.onnx", None)
    assert mina.post("/models/choose", {"name": "bare.onnx"}, csrf_from="/").status_code == 400
    assert mina.post("/models/choose", {"name": "mine.onnx"}, csrf_from="/").status_code == 303
    assert car.settings.net.model == "mine.onnx"
    assert mina.post("/models/remove", {"name": "bare.onnx"}, csrf_from="/").status_code == 303
    assert mina.post("/models/remove", {"name": "../car.toml"}, csrf_from="/").status_code == 400
    assert {model.name for model in models_of(car.folder) if model.is_ours} == {"mine.onnx"}
    assert car.config_path.exists()


def test_a_card_cannot_bring_markup_onto_the_page(mina, car):
    put_model(car, "evil.onnx", {"kind": "drive", "scores": {"<script>": "<img src=x onerror=1>"}})
    page = text_of(mina.get("/models"))
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


# -- health and settings


def test_the_health_of_every_part_stands_on_its_page_the_worst_first(mina, car):
    car.parts.append(Health("camera_2", Level.ERROR, "No picture for 3 s. See to its cable."))
    page = text_of(mina.get("/health"))
    assert page.index("No picture for 3 s") < page.index("2 frames were damaged")
    assert page.index("2 frames were damaged") < page.index("It decides 50 times a second")


def test_settings_are_kept_with_their_comments_and_bounds(mina, car):
    answer = mina.post("/settings/drive", {"speed_m_s": "0.6"}, csrf_from="/")
    assert answer.status_code == 303
    assert car.settings.drive.speed_m_s == 0.6
    assert "# on a straight road" in car.config_path.read_text()
    wrong = mina.post("/settings/drive", {"speed_m_s": "60"}, csrf_from="/")
    assert wrong.status_code == 400
    assert "from 0.05 to 1.5" in text_of(wrong)
    assert car.settings.drive.speed_m_s == 0.6


def test_what_counts_only_after_a_restart_is_said(mina):
    assert mina.post("/settings/web", {"viewers": "2"}, csrf_from="/").status_code == 303
    assert "after a restart" in text_of(mina.get("/settings"))


def test_a_section_that_is_none_cannot_be_set(mina):
    assert mina.post("/settings/secrets", {"x": "1"}, csrf_from="/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/models/choose", "/settings/drive", "/calibration/keep", "/stop"]
)
def test_who_loads_the_address_of_a_form_again_is_led_back(mina, path):
    assert mina.get(path, headers=HTML).status_code == 303
