"""A drive is recorded with the real firmware in the loop, and says what the car really did."""

import numpy as np
import pytest
from car_stage import CarStage

from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.tub import Tub
from self_driving_car.recording.columns import read_columns
from self_driving_car.recording.tubs import tubs_in


@pytest.fixture(scope="module", autouse=True)
def toolchain():
    require_toolchain()


def test_a_lap_is_recorded_and_its_last_second_taken_back(tmp_path):
    settings = {"recording": {"erase_records": 15}}
    with CarStage(tmp_path, without=("web",), settings=settings) as stage:
        stage.until(lambda: stage.speed_m_s > 0.3, 8.0)
        stage.car.recorder.start_recording()
        stage.go(4.0)
        assert stage.status.is_recording
        stage.car.recorder.erase_last()
        stage.car.recorder.stop_recording()
        stage.go(0.5)
        assert not stage.status.is_recording
        assert stage.reason == ""  # it drives on
        folder = stage.folder / "tubs"

    (info,) = tubs_in(folder)
    tub = Tub(folder / info.name)
    assert info.deleted == 15
    assert 60 <= tub.total <= 84
    columns = read_columns(tub)
    assert np.diff(columns.t_s).max() < 0.2
    assert columns.values["speed"].min() > 0.2
    assert np.abs(columns.values["offset"]).max() < 0.10
    angle = columns.values["angle"]
    assert angle.mean() < -0.05  # the oval is driven to the left: + is right
    assert tub.image(0).shape == (240, 320, 3)
    assert {record["user/mode"] for record in tub} == {"local"}
    assert all(record["pilot/angle"] == record["user/angle"] for record in tub)
