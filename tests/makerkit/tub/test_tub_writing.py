"""A tub is written exactly as donkeycar's tools want it."""

import json
import math
import os
from pathlib import Path

import pytest
from tub_making import JPEG, WALL_S, make_donkey_tub, make_tub, numbers, record

from makerkit.errors import BadInputError
from makerkit.tub import Tub, TubWriteError, TubWriter, bring_home


def test_a_tub_has_the_bytes_that_donkeycar_writes(tmp_path):
    folder = make_tub(tmp_path / "tub", 2)

    made, number, session = folder, "0_cam_image_array_.jpg", "22-11-29_0"
    lines = (made / "catalog_0.catalog").read_bytes().splitlines(keepends=True)
    assert lines[0].decode() == (
        f'{{"_index": 0, "_session_id": "{session}", "_timestamp_ms": 1669759744100, '
        f'"cam/image_array": "{number}", "user/angle": 0.0, "user/mode": "user", '
        '"user/throttle": 0.4}\n'
    )
    beside = json.loads((made / "catalog_0.catalog_manifest").read_text())
    assert beside["line_lengths"] == [len(line) for line in lines]
    assert beside["path"] == "catalog_0.catalog_manifest"
    assert beside["start_index"] == 0
    manifest = [json.loads(line) for line in (made / "manifest.json").read_text().splitlines()]
    assert manifest == [
        ["cam/image_array", "user/angle", "user/throttle", "user/mode"],
        ["image_array", "float", "float", "str"],
        {},
        {
            "created_at": WALL_S,
            "sessions": {"all_full_ids": [session], "last_id": 0, "last_full_id": session},
        },
        {
            "paths": ["catalog_0.catalog"],
            "current_index": 2,
            "max_len": 1000,
            "deleted_indexes": [],
        },
    ]
    assert sorted(path.name for path in (made / "images").iterdir()) == [
        number, "1_cam_image_array_.jpg",
    ]  # fmt: skip
    assert (made / "images" / number).read_bytes() == JPEG


def test_a_new_catalog_begins_only_with_its_first_record(tmp_path):
    folder = make_tub(tmp_path / "tub", 4, max_len=2)

    catalogs = sorted(path.name for path in folder.glob("*.catalog"))
    assert catalogs == ["catalog_0.catalog", "catalog_1.catalog"]
    starts = [
        json.loads((folder / f"catalog_{one}.catalog_manifest").read_text())["start_index"]
        for one in (0, 1)
    ]
    assert starts == [0, 2]
    assert numbers(Tub(folder)) == [0, 1, 2, 3]


def test_a_writer_that_writes_nothing_leaves_nothing_behind(tmp_path):
    TubWriter(tmp_path / "tub").close()

    assert not (tmp_path / "tub").exists()


def test_the_manifest_counts_while_the_writer_still_writes(tmp_path):
    writer = TubWriter(tmp_path / "tub", sync_every_s=0.0)
    for number in range(3):
        writer.write(record(number))

    assert json.loads((tmp_path / "tub/manifest.json").read_text().splitlines()[4]) == {
        "paths": ["catalog_0.catalog"], "current_index": 3, "max_len": 1000, "deleted_indexes": [],
    }  # fmt: skip
    writer.close()


def test_lengths_are_written_when_a_catalog_closes_and_not_before(tmp_path):
    writer = TubWriter(tmp_path / "tub", max_len=2)
    for number in range(3):
        writer.write(record(number))

    def lengths(number):
        beside = tmp_path / f"tub/catalog_{number}.catalog_manifest"
        return len(json.loads(beside.read_text())["line_lengths"])

    assert [lengths(0), lengths(1)] == [2, 0]
    writer.close()
    assert [lengths(0), lengths(1)] == [2, 1]


def test_every_writer_is_a_session_of_its_own(tmp_path):
    make_tub(tmp_path / "tub", 2)
    make_tub(tmp_path / "tub", 3, begin=2)

    tub = Tub(tmp_path / "tub")
    found = [(one.id, one.first, one.last, one.records) for one in tub.sessions]
    assert found == [("22-11-29_0", 0, 1, 2), ("22-11-29_1", 2, 4, 3)]
    assert tub.layout.manifest.sessions == ("22-11-29_0", "22-11-29_1")


def test_a_tub_of_donkeycars_is_extended_with_its_own_inputs_and_sessions(tmp_path):
    folder = make_donkey_tub(tmp_path / "tub", 3, max_len=2)
    inputs, types = ("cam/image_array", "car/speed"), ("image_array", "float")
    with TubWriter(folder, inputs, types, wall=lambda: WALL_S) as writer:
        for number in (3, 4):
            writer.write(record(number, **{"car/speed": 0.5}))

    tub = Tub(folder)
    assert numbers(tub) == [0, 1, 2, 3, 4]
    assert tub.inputs == ("cam/image_array", "user/angle", "user/throttle", "user/mode")
    assert tub.types["user/angle"] == "float"
    assert [one.session for one in tub] == ["22-11-29_0"] * 3 + ["22-11-29_1"] * 2
    assert tub.record(4)["car/speed"] == 0.5
    assert tub.layout.manifest.paths == tuple(f"catalog_{one}.catalog" for one in (0, 1, 2))


def test_what_no_number_is_and_what_is_missing_is_left_out(tmp_path):
    with TubWriter(tmp_path / "tub") as writer:
        extras = {"car/speed": math.nan, "car/lane_offset": None, "car/ahead": math.inf}
        writer.write(record(1, **extras))

    assert not {"car/speed", "car/lane_offset", "car/ahead"} & Tub(tmp_path / "tub")[0].keys()


def test_numbers_and_pictures_of_numpy_become_plain_ones(tmp_path):
    np = pytest.importorskip("numpy")
    blue = np.zeros((24, 32, 3), np.uint8)
    blue[:, :, 0] = 200
    with TubWriter(tmp_path / "tub") as writer:
        angle, list_ = np.float32(0.5), np.array([1, 2])
        writer.write({"cam/image_array": blue, "user/angle": angle, "lidar": list_})

    tub = Tub(tmp_path / "tub")
    assert (tub[0]["user/angle"], tub[0]["lidar"]) == (0.5, [1, 2])
    picture = tub.image(0)
    assert picture.shape == (24, 32, 3)
    assert np.abs(picture.astype(int) - blue).max() <= 3


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"user/angle": "left"}, "user/angle must be a float"),
        ({"cam/image_array": b"GIF89a"}, "must be JPEG"),
        ({"more": object()}, "Record 1 cannot be written"),
    ],
)
def test_a_value_that_no_tub_can_hold_is_refused_and_harms_nothing(tmp_path, values, says):
    with TubWriter(tmp_path / "tub") as writer:
        writer.write(record(0))
        with pytest.raises(BadInputError, match=says):
            writer.write({**record(1), **values})
        writer.write(record(1))

    assert numbers(Tub(tmp_path / "tub")) == [0, 1]


def test_inputs_without_their_types_are_refused(tmp_path):
    with pytest.raises(BadInputError, match="2 inputs need as many types"):
        TubWriter(tmp_path / "tub", ("a", "b"), ("float",))


def test_two_programs_cannot_record_into_one_tub(tmp_path):
    with TubWriter(tmp_path / "tub") as first:
        first.write(record(0))
        with pytest.raises(TubWriteError, match="Another program"):
            TubWriter(tmp_path / "tub")
        first.write(record(1))

    assert numbers(Tub(tmp_path / "tub")) == [0, 1]


def test_a_full_disk_is_said_and_leaves_the_tub_whole(tmp_path, mocker):
    writer = TubWriter(tmp_path / "tub")
    writer.write(record(0))
    real, room = __import__("os").write, [40]

    def small_disk(descriptor, data):
        if not room[0]:
            raise OSError(28, "No space left on device")
        taken, room[0] = real(descriptor, bytes(data)[: room[0]]), 0
        return taken

    catalog = writer._catalog
    size = catalog.path.stat().st_size
    mocker.patch("makerkit.tub.open_catalog.os.write", small_disk)
    with pytest.raises(TubWriteError, match="is full") as caught:
        writer.write({"user/angle": 0.01})

    assert caught.value.is_full
    assert catalog.path.stat().st_size == size
    mocker.stopall()
    writer.write(record(1))
    writer.close()
    assert numbers(Tub(tmp_path / "tub")) == [0, 1]


def test_metadata_is_noted_when_a_tub_is_begun(tmp_path):
    folder = make_tub(tmp_path / "tub", 1, metadata={"car": "blue"})

    assert Tub(folder).metadata == {"car": "blue"}


def test_pictures_reach_the_disk_before_lines_and_lines_before_the_manifest(tmp_path, monkeypatch):
    synced = []

    def note(descriptor):
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)

    times = iter([0.0, 0.5, 1.0, 1.0, 9.0])
    writer = TubWriter(tmp_path / "tub", sync_every_s=1.0, clock=lambda: next(times))
    writer.write(record(0))
    monkeypatch.setattr(os, "fsync", note)
    writer.write(record(1))
    assert synced == []
    writer.write(record(2))
    names = [name for name in synced if not name.startswith(("tub", ".manifest"))]
    assert names == ["1_cam_image_array_.jpg", "2_cam_image_array_.jpg", "catalog_0.catalog"]
    assert synced.index("catalog_0.catalog") < next(
        place for place, name in enumerate(synced) if name.startswith(".manifest")
    )
    writer.close()


def test_many_pictures_reach_the_disk_in_one_go_before_their_lines(tmp_path, monkeypatch):
    order = []
    monkeypatch.setattr(bring_home, "_syncfs", lambda: lambda descriptor: order.append("all") or 0)
    writer = TubWriter(tmp_path / "tub", sync_every_s=1000.0)
    for number in range(6):
        writer.write(record(number))
    monkeypatch.setattr(os, "fsync", lambda descriptor: order.append("one"))
    writer.sync()
    assert order[:2] == ["all", "one"]
    assert order.count("all") == 1
    writer.close()


def test_where_the_system_cannot_do_that_pictures_go_one_by_one(tmp_path, monkeypatch):
    monkeypatch.setattr(bring_home, "_syncfs", lambda: None)
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    for name in "abcde":
        (tmp_path / name).write_bytes(b"x")
    bring_home.sync_files(tmp_path, "abcde")

    assert len(synced) == 5
