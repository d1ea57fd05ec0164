"""Recordings as a training reads them: damaged ones too, and what was left out is said."""

import numpy as np
import pytest

from makerkit.errors import BadInputError, NotThereError
from makerkit.tub import Tub, TubWriter
from self_driving_car.perception.net_input import NetInput
from self_driving_car.training import recordings as recordings_module
from self_driving_car.training.recordings import read_recordings

SMALL = NetInput(width_px=16, height_px=8, crop_top=0.5)


def picture(grey):
    return np.full((24, 32, 3), grey, np.uint8)


def record_drive(folder, angles, *, t_ms=None):
    with TubWriter(folder) as tub:
        for number, angle in enumerate(angles):
            values = {
                "cam/image_array": picture(number * 10 % 250),
                "user/angle": angle,
                "user/throttle": 0.5,
                "user/mode": "user",
            }
            tub.write(values, t_ms=1_000_000 + number * 50 if t_ms is None else t_ms[number])
    return folder


@pytest.fixture
def tub(tmp_path):
    return record_drive(tmp_path / "kitchen", [0.1 * n for n in range(6)])


def pictures_of(tub):
    return sorted((tub / "images").iterdir(), key=lambda path: int(path.name.split("_")[0]))


def test_pictures_are_cut_and_numbers_kept(tub):
    found = read_recordings([tub], SMALL)
    assert found.pictures.shape == (6, 8, 16, 3)
    assert found.pictures.mean(axis=(1, 2, 3)) == pytest.approx([0, 10, 20, 30, 40, 50], abs=1.5)
    assert found.angles == pytest.approx([0, 0.1, 0.2, 0.3, 0.4, 0.5])
    assert found.throttles.tolist() == [0.5] * 6
    assert found.times_s == pytest.approx([0, 0.05, 0.1, 0.15, 0.2, 0.25])
    assert found.left_out == ()


def test_one_empty_picture_does_not_break_the_training(tub):
    """Donkeycar #761: one corrupt image ended the training."""
    pictures_of(tub)[2].write_bytes(b"")
    found = read_recordings([tub], SMALL)
    assert found.angles == pytest.approx([0, 0.1, 0.3, 0.4, 0.5])
    assert found.left_out == ("1 of kitchen: pictures that are missing, empty or cut.",)


def test_a_missing_and_a_cut_picture_do_not_break_it_either(tub):
    """Donkeycar #815: a picture that is gone, or only half there."""
    gone, cut = pictures_of(tub)[0], pictures_of(tub)[5]
    gone.unlink()
    cut.write_bytes(cut.read_bytes()[:40])
    found = read_recordings([tub], SMALL)
    assert found.angles == pytest.approx([0.1, 0.2, 0.3, 0.4])
    assert found.left_out == ("2 of kitchen: pictures that are missing, empty or cut.",)


def test_a_half_line_and_a_manifest_that_was_cut_cost_only_themselves(tub):
    """Donkeycar #1187: a manifest that was being written when the power went."""
    catalog = tub / "catalog_0.catalog"
    lines = catalog.read_bytes().splitlines(keepends=True)
    catalog.write_bytes(b"".join(lines[:3]) + b'{"_index": 3, "user/ang\n' + b"".join(lines[4:]))
    manifest = tub / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:120])
    found = read_recordings([tub], SMALL)
    assert found.angles == pytest.approx([0, 0.1, 0.2, 0.4, 0.5])
    assert found.left_out == ("1 of kitchen: lines that cannot be read.",)


def test_numbers_out_of_bounds_or_missing_are_left_out(tmp_path):
    tub = record_drive(tmp_path / "odd", [0.2, 3.0, float("nan"), 0.4])
    found = read_recordings([tub], SMALL)
    assert found.angles == pytest.approx([0.2, 0.4])
    assert set(found.left_out) == {
        "1 of odd: records with a steering or throttle beyond -1 to 1.",
        "1 of odd: records without steering or throttle.",
    }


def test_what_somebody_marked_as_bad_is_left_out_and_counted(tub):
    Tub(tub).delete([1, 2])
    found = read_recordings([tub], SMALL)
    assert found.angles == pytest.approx([0, 0.3, 0.4, 0.5])
    assert found.left_out == ("2 of kitchen: records marked as deleted.",)


def test_a_folder_that_is_no_tub_does_not_stop_the_others(tub, tmp_path):
    (tmp_path / "holiday").mkdir()
    found = read_recordings([tmp_path / "holiday", tub], SMALL)
    assert len(found) == 6
    assert "holiday is no tub" in found.left_out[0]


def test_no_tub_at_all_is_an_error_with_its_name(tmp_path):
    with pytest.raises(NotThereError, match="nowhere"):
        read_recordings([tmp_path / "nowhere"], SMALL)


def test_a_tub_without_one_good_record_says_why(tub):
    for path in pictures_of(tub):
        path.unlink()
    with pytest.raises(BadInputError, match="6 of kitchen: pictures that are missing"):
        read_recordings([tub], SMALL)


def test_a_clock_that_was_set_back_does_not_run_backwards(tmp_path):
    tub = record_drive(tmp_path / "clock", [0, 0, 0, 0], t_ms=[5000, 5050, 100, 150])
    times_s = read_recordings([tub], SMALL).times_s
    assert times_s == pytest.approx([0, 0.05, 0.1, 0.15])


def test_each_drive_of_each_tub_is_a_drive_of_its_own(tub, tmp_path):
    record_drive(tub, [0.9, 0.9])
    other = record_drive(tmp_path / "hall", [0.3])
    found = read_recordings([tub, other], SMALL)
    assert found.drives.tolist() == [0] * 6 + [1] * 2 + [2]
    assert list(found.tubs.values()) == [8, 1]


def test_many_pictures_lie_in_a_file(tub, mocker):
    mocker.patch.object(recordings_module, "LARGEST_IN_MEMORY_BYTES", 100)
    found = read_recordings([tub], SMALL)
    assert isinstance(found.pictures, np.memmap)
    assert found.pictures[5].mean() == pytest.approx(50, abs=1.5)
