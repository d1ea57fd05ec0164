"""Columns of a tub, and what is doubtful in them."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from makerkit.tub import Tub, TubWriter
from makerkit.tub.picture import jpeg_of
from self_driving_car.recording.columns import mask_of, read_columns, stretches, thinned
from self_driving_car.recording.doubtful import Doubt, doubtful_pictures, doubts


def picture(seed):
    """Return a picture of a room of its own."""
    return jpeg_of(np.random.default_rng(seed).integers(0, 255, (48, 64, 3)).astype(np.uint8))


def tub_of(folder, records, **times):
    """Write records at 20 a second; a value of `picture` is the JPEG."""
    with TubWriter(folder) as tub:
        for number, values in enumerate(records):
            given = {"user/angle": 0.1, "user/throttle": 0.4, "user/mode": "user", **values}
            given.setdefault("cam/image_array", picture(number))
            tub.write(given, t_ms=times.get(f"t{number}", 50 * number + 1_000_000))
    return Tub(folder)


def test_columns_say_what_the_records_say(tmp_path):
    tub_of(tmp_path / "tub", [{"user/angle": -0.5}, {"car/speed": 0.3}])
    tub_of(tmp_path / "tub", [{"user/mode": "local"}])

    columns = read_columns(Tub(tmp_path / "tub"))
    assert columns.values["angle"].tolist() == [-0.5, 0.1, 0.1]
    assert columns.values["speed"].tolist() == pytest.approx([np.nan, 0.3, np.nan], nan_ok=True)
    assert columns.drive.tolist() == [0, 0, 1]
    assert columns.is_person.tolist() == [True, True, False]
    assert columns.within_drive_s().tolist() == pytest.approx([0, 0.05, 0])


def test_a_damaged_record_is_a_gap_in_the_columns(tmp_path):
    tub = tub_of(tmp_path / "tub", [{}, {}, {}])
    catalog = tmp_path / "tub/catalog_0.catalog"
    lines = catalog.read_bytes().splitlines(keepends=True)
    catalog.write_bytes(lines[0] + b"x\n" + lines[2])
    tub.refresh()

    columns = read_columns(tub)
    assert columns.is_there.tolist() == [True, False, True]
    assert columns.drive.tolist() == [0, -1, 0]


@given(arrays(bool, st.integers(0, 30)))
def test_stretches_are_the_mask(mask):
    found = stretches(mask)

    indexes = [index for first, last in found for index in range(first, last + 1)]
    assert mask_of(indexes, len(mask)).tolist() == mask.tolist()
    assert all(later[0] > earlier[1] + 1 for earlier, later in itertools.pairwise(found))


@given(st.integers(0, 3000), st.integers(2, 400))
def test_a_thinned_plot_is_small_and_loses_no_spike(count, points):
    values = np.sin(np.arange(count) / 30)
    if count:
        values[count // 2], values[count // 3] = 9.0, -9.0
    places, shown = thinned(values, 0, count, points)

    assert len(places) <= points + 2
    assert (np.diff(places) > 0).all()
    assert shown.tolist() == values[places].tolist()
    if count:
        assert (shown.max(), shown.min()) == (values.max(), values.min())


def test_part_of_a_plot_has_its_own_places():
    places, shown = thinned(np.arange(1000.0), 300, 310, 100)
    assert places.tolist() == list(range(300, 310)) == shown.tolist()
    nothing = thinned(np.full(1000, np.nan), 0, 1000, 10)
    assert np.isnan(nothing[1]).all()


def test_standing_jumps_pauses_and_missing_steering_are_doubtful(tmp_path):
    records = [{} for _ in range(60)]
    for index in range(10, 35):
        records[index] = {"user/throttle": 0.0}
    records[5] = {"user/angle": 0.95}
    records[50] = {"user/angle": None}
    tub = tub_of(tmp_path / "tub", records, t40=1_000_000 + 50 * 40 + 1200)

    assert doubts(read_columns(tub)) == [
        Doubt("jumps", 5, 5), Doubt("stands", 10, 34), Doubt("pause", 40, 40),
        Doubt("no_steering", 50, 50),
    ]  # fmt: skip


def test_a_bend_a_short_stop_and_a_new_drive_are_not_doubtful(tmp_path):
    bend = [{"user/angle": one / 10} for one in range(-9, 10)]
    stop = [{"user/throttle": 0.0}] * 19
    tub_of(tmp_path / "tub", [*bend, *stop, *bend])
    tub = tub_of(tmp_path / "tub", [{"user/angle": -0.9}, {}], t0=9_000_000, t1=9_000_050)

    assert doubts(read_columns(tub)) == []


def test_pictures_that_are_missing_or_stay_the_same_are_doubtful(tmp_path):
    records = [{} for _ in range(30)]
    for index in range(10, 20):
        records[index] = {"cam/image_array": picture(10)}
    nearly = np.full((48, 64, 3), 100, np.uint8)
    for index in range(20, 29):
        nearly[0, index] += 3
        records[index] = {"cam/image_array": jpeg_of(nearly)}
    tub = tub_of(tmp_path / "tub", records)
    (tmp_path / "tub/images/2_cam_image_array_.jpg").write_bytes(b"")
    (tmp_path / "tub/images/3_cam_image_array_.jpg").unlink()

    assert doubtful_pictures(tub, read_columns(tub)) == [
        Doubt("no_picture", 2, 3), Doubt("same_picture", 11, 19), Doubt("same_picture", 21, 28),
    ]  # fmt: skip


def test_a_quick_turn_from_side_to_side_is_no_jump(tmp_path):
    turn = [{"user/angle": one} for one in (-0.9, -0.9, 0.0, 0.9, 0.9)]

    assert doubts(read_columns(tub_of(tmp_path / "tub", turn))) == []
