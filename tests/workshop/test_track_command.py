"""`maker track`: what there is to be seen, as text, picture and film."""

import cv2
import numpy as np
import pytest
from click.testing import CliRunner

from workshop.cli import main


@pytest.fixture
def maker():
    def run(*words):
        return CliRunner().invoke(main, ["track", *words])

    return run


def test_without_a_name_every_scenario_is_listed(maker):
    shown = maker().output
    assert all(f"  {name} " in shown for name in ("oval", "signs", "lights", "lane_1"))


def test_a_scenario_is_described_with_what_to_do_next(maker):
    shown = maker("oval").output
    assert "One lap is" in shown
    assert "maker car --scenario oval --drive lane" in shown


def test_moments_are_shown_side_by_side_and_differ(maker, tmp_path):
    file = tmp_path / "lane.png"
    assert maker("oval", "--picture", str(file), "--at", "0", "--at", "4").exit_code == 0
    sheet = cv2.imread(str(file))
    assert sheet.shape == (240, 640, 3)
    assert np.abs(sheet[:, :320].astype(int) - sheet[:, 320:]).mean() > 2


def test_the_track_is_drawn_from_above_with_the_car(maker, tmp_path):
    file = tmp_path / "plan.png"
    assert maker("signs", "--plan", str(file)).exit_code == 0
    plan = cv2.imread(str(file)).astype(int)
    assert ((plan[..., 0] > 200) & (plan[..., 2] < 80)).sum() > 100  # the car is blue


def test_a_film_has_a_picture_for_each_moment(maker, tmp_path):
    file = tmp_path / "film.mp4"
    assert maker("oval", "--picture", str(file), "--for", "0.4").exit_code == 0
    film = cv2.VideoCapture(str(file))
    assert film.get(cv2.CAP_PROP_FRAME_COUNT) == 6


def test_another_kind_of_file_is_refused_kindly(maker, tmp_path):
    done = maker("oval", "--picture", str(tmp_path / "film.doc"))
    assert done.exit_code != 0
    assert "not '.doc'" in done.output or "not .doc" in done.output


def test_a_misspelt_track_is_named(maker):
    assert 'Did you mean "oval"' in maker("ovl").output
