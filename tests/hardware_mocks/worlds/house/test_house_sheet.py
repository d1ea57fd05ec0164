"""The command that shows people what the cameras of the house see."""

import av
import cv2
import numpy as np
import pytest
from click.testing import CliRunner

from hardware_mocks.worlds.house.picture import stored
from hardware_mocks.worlds.house.picture.__main__ import main
from makerkit.user_cache import user_cache


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_sheet_has_a_row_for_each_camera_and_a_column_for_each_time(tmp_path):
    file = tmp_path / "night.png"
    result = run("burglary", "-c", "hall", "-c", "street", "--at", 1, "--at", 5, "--at", 9,
                 "--size", "160x120", "-o", file)  # fmt: skip
    assert result.output == f"Wrote {file}.\n"
    assert cv2.imread(str(file)).shape == (2 * 128, 3 * 168, 3)


def test_a_film_has_all_its_pictures(tmp_path):
    file = tmp_path / "walk.mp4"
    run("party", "-c", "living_room", "--from", 50, "--to", 51, "--size", "160x120", "-o", file)
    with av.open(str(file)) as film:
        frames = [frame.to_ndarray(format="bgr24") for frame in film.decode(video=0)]
    assert len(frames) == 15
    assert np.abs(frames[0].astype(int) - frames[-1]).mean() > 0.5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["burglar"], 'The house knows no scenario "burglar"'),
        (["burglary", "--size", "12"], "--size is WIDTHxHEIGHT in pixels, such as 320x240"),
        (["burglary", "-c", "hal"], "There is no camera 'hal'."),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(arguments, message):
    result = run(*arguments)
    assert result.exit_code == 1
    assert message in result.output


def test_few_baked_pictures_are_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("MAKER_CACHE", str(tmp_path))
    monkeypatch.setattr(stored, "MOST", 4)
    for width in range(32, 72, 8):
        run("empty_day", "-c", "hall", "--at", 0, "--size", f"{width}x24", "-o", tmp_path / "a.png")
    assert len(list((user_cache() / stored.KIND).iterdir())) <= 4
