"""Tubs that a power cut, another program or time has damaged can be read, and healed."""

import json
import os
import random

import pytest
from tub_making import JPEG, make_donkey_tub, make_tub, numbers, record

from makerkit.tub import NoTubError, Tub, TubWriter, heal


@pytest.fixture
def folder(tmp_path):
    return make_donkey_tub(tmp_path / "tub", 10, max_len=4)


def manifest_lines(folder):
    return (folder / "manifest.json").read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize("kept", range(5))
def test_a_manifest_of_too_few_lines_costs_no_record(folder, kept):
    """donkeycar: an interrupted manifest write loses the whole tub."""
    lines = manifest_lines(folder)
    (folder / "manifest.json").write_bytes(b"".join(lines[:kept]))

    assert numbers(Tub(folder)) == list(range(10))
    report = heal(folder)
    assert report.manifest == ("inputs", "types", "metadata", "sessions", "catalogs")[kept:]
    healed = manifest_lines(folder)
    assert len(healed) == 5
    catalogs = json.loads(healed[4])
    assert catalogs["paths"] == [f"catalog_{number}.catalog" for number in range(3)]
    assert catalogs["current_index"] == 10
    assert (folder / "manifest.json.damaged").read_bytes() == b"".join(lines[:kept])
    assert heal(folder).is_well


def test_a_manifest_cut_at_any_byte_costs_no_record(folder):
    whole = (folder / "manifest.json").read_bytes()
    for length in range(0, len(whole), 7):
        (folder / "manifest.json").write_bytes(whole[:length])
        assert numbers(Tub(folder)) == list(range(10)), f"cut after {length} bytes"


def test_a_missing_manifest_is_made_from_the_catalogs(folder):
    (folder / "manifest.json").unlink()

    assert numbers(Tub(folder)) == list(range(10))
    heal(folder)
    assert Tub(folder).layout.manifest.faults == ()


def test_half_a_last_line_is_passed_over_and_cut_off_before_more_is_written(folder):
    with (folder / "catalog_2.catalog").open("ab") as file:
        file.write(b'{"_index": 10, "_session')

    assert numbers(Tub(folder)) == list(range(10))
    with TubWriter(folder) as writer:
        assert writer.write(record(10)) == 10
    assert numbers(Tub(folder)) == list(range(11))
    assert heal(folder).is_well


def test_a_last_line_that_lacks_only_its_newline_counts(folder):
    catalog = folder / "catalog_2.catalog"
    catalog.write_bytes(catalog.read_bytes()[:-1])

    assert numbers(Tub(folder)) == list(range(10))
    with TubWriter(folder) as writer:
        writer.write(record(10))
    assert numbers(Tub(folder)) == list(range(11))


def test_zeros_that_a_power_cut_left_are_passed_over(folder):
    with (folder / "catalog_2.catalog").open("ab") as file:
        file.write(bytes(4096))

    assert numbers(Tub(folder)) == list(range(10))
    assert heal(folder).cut_bytes == 4096
    assert heal(folder).is_well


@pytest.mark.parametrize(
    "line",
    [b"\n", b"garbage\n", b"\xff\xfe{\n", b"[1, 2]\n", b'{"_index": \n', b"[" * 9000 + b"\n"],
)
def test_a_line_that_cannot_be_read_costs_only_itself(folder, line):
    """donkeycar #761, #815, #1187: one bad file breaks the training."""
    catalog = folder / "catalog_1.catalog"
    lines = catalog.read_bytes().splitlines(keepends=True)
    lines[2] = line
    catalog.write_bytes(b"".join(lines))

    tub = Tub(folder)
    assert [one.index for one in tub] == [0, 1, 2, 3, 4, 5, 7, 8, 9]
    assert tub.record(6) is None
    assert heal(folder).bad_lines == (6,)
    assert Tub(folder).deleted == {6}
    assert len(Tub(folder)) == 9


def test_pictures_that_are_empty_missing_or_cut_do_not_break_reading(folder):
    """donkeycar #761, #815, #1187: one bad file breaks the training."""
    images = folder / "images"
    (images / "1_cam_image_array_.jpg").write_bytes(b"")
    (images / "2_cam_image_array_.jpg").unlink()
    (images / "3_cam_image_array_.jpg").write_bytes(JPEG[:60])

    tub = Tub(folder)
    assert len(list(tub)) == 10
    assert [tub.image(one) is None for one in range(5)] == [False, True, True, True, False]
    assert heal(folder).bad_pictures == (1, 2, 3)
    assert numbers(Tub(folder)) == [0, 4, 5, 6, 7, 8, 9]
    Tub(folder).restore([3])
    assert numbers(Tub(folder)) == [0, 3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"line_lengths": [1, 2, 3, 4]}'])
def test_lengths_that_are_missing_or_wrong_are_counted_again(folder, content):
    beside = folder / "catalog_1.catalog_manifest"
    beside.unlink() if content is None else beside.write_bytes(content)

    tub = Tub(folder)
    assert numbers(tub) == list(range(10))
    assert round(tub.record(6)["user/angle"] * 100) == 6
    assert heal(folder).counted == ("catalog_1.catalog",)
    assert heal(folder).is_well


def test_lengths_whose_sum_is_right_by_chance_are_counted_again(folder):
    beside = folder / "catalog_1.catalog_manifest"
    found = json.loads(beside.read_text())
    found["line_lengths"][3] -= 5
    found["line_lengths"][2] += 5
    beside.write_text(json.dumps(found))

    assert numbers(Tub(folder)) == list(range(10))


def test_a_catalog_that_is_gone_shifts_no_other_record(folder):
    Tub(folder).delete([9])
    (folder / "catalog_1.catalog").unlink()

    tub = Tub(folder)
    assert [one.index for one in tub] == [0, 1, 2, 3, 8]
    assert numbers(tub) == [0, 1, 2, 3, 8]
    assert len(tub) == 5
    assert heal(folder).missing_catalogs == ("catalog_1.catalog",)


def test_a_catalog_that_the_manifest_does_not_know_is_found(folder):
    lines = manifest_lines(folder)
    catalogs = json.loads(lines[4])
    catalogs["paths"].pop()
    (folder / "manifest.json").write_bytes(b"".join(lines[:4]) + json.dumps(catalogs).encode())

    assert numbers(Tub(folder)) == list(range(10))
    assert heal(folder).found_catalogs == ("catalog_2.catalog",)
    assert heal(folder).is_well


def test_deleted_indexes_that_are_nonsense_are_passed_over(folder):
    lines = manifest_lines(folder)
    catalogs = json.loads(lines[4])
    catalogs["deleted_indexes"] = [2, 2, -1, "3", None, 99, 4.0, True]
    (folder / "manifest.json").write_bytes(b"".join(lines[:4]) + json.dumps(catalogs).encode())

    assert numbers(Tub(folder)) == [0, 1, 3, 4, 5, 6, 7, 8, 9]
    assert len(Tub(folder)) == 9


def test_nan_in_a_line_is_left_out(folder):
    catalog = folder / "catalog_0.catalog"
    catalog.write_bytes(catalog.read_bytes().replace(b'"user/angle": 0.02', b'"user/angle": NaN '))

    found = list(Tub(folder))
    assert "user/angle" not in found[2]
    assert found[2].angle is None
    assert found[2]["user/throttle"] == 0.4


def test_inputs_of_other_cars_come_through(tmp_path):
    extras = {"imu/acl_x": -0.1, "behavior/one_hot_state_array": [0.0, 1.0], "pilot/angle": 0.3}
    with TubWriter(tmp_path / "tub") as writer:
        writer.write(record(0, **extras))

    assert extras.items() <= Tub(tmp_path / "tub")[0].items()


def test_records_of_donkeycar_4_without_a_session_are_one_session(folder):
    for number in range(3):
        catalog = folder / f"catalog_{number}.catalog"
        old = catalog.read_bytes().replace(b'"_session_id": "22-11-29_0", ', b"")
        catalog.write_bytes(old)
    lines = manifest_lines(folder)
    lines[3] = b'{"created_at": 1.0}\n'
    (folder / "manifest.json").write_bytes(b"".join(lines))

    assert [(one.id, one.records) for one in Tub(folder).sessions] == [("", 10)]
    with TubWriter(folder, wall=lambda: 1_669_759_744.0) as writer:
        assert writer.session_id == "22-11-29_0"
        writer.write(record(10))
    assert [(one.id, one.records) for one in Tub(folder).sessions] == [("", 10), ("22-11-29_0", 1)]


def test_nothing_in_a_tub_leads_out_of_its_folder(tmp_path, folder):
    (tmp_path / "secret.catalog").write_bytes((folder / "catalog_0.catalog").read_bytes())
    (tmp_path / "secret.jpg").write_bytes(JPEG)
    lines = manifest_lines(folder)
    catalogs = json.loads(lines[4])
    catalogs["paths"] = ["../secret.catalog", "..", *catalogs["paths"]]
    (folder / "manifest.json").write_bytes(b"".join(lines[:4]) + json.dumps(catalogs).encode())
    catalog = folder / "catalog_0.catalog"
    catalog.write_bytes(
        catalog.read_bytes().replace(b'"0_cam_image_array_.jpg"', b'"../../secret.jpg"      ')
    )

    tub = Tub(folder)
    assert numbers(tub) == list(range(10))
    assert tub.image_path(0) == folder / "images/secret.jpg"
    assert tub.jpeg(0) is None


def test_a_stale_index_as_donkeycar_leaves_it_counts_by_place(folder):
    """A donkeycar that was killed goes on with an index that it has given already."""
    catalog = folder / "catalog_2.catalog"
    lines = catalog.read_bytes().splitlines(keepends=True)
    catalog.write_bytes(b"".join([*lines, lines[-1]]))

    assert [one.index for one in Tub(folder)] == list(range(11))
    assert numbers(Tub(folder)) == [*range(10), 9]


def test_random_damage_never_ends_in_an_error_of_ours(tmp_path):
    chance = random.Random(7)
    for number in range(25):
        folder = make_donkey_tub(tmp_path / f"tub{number}", 9, max_len=4)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        for path in chance.sample(files, 4):
            content = bytearray(path.read_bytes())
            for _ in range(chance.randint(1, 6)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            path.write_bytes(content[: chance.randint(0, len(content))])
        before = numbers_of_good(Tub(folder))
        heal(folder)
        assert set(numbers_of_good(Tub(folder))) <= set(before)
        with TubWriter(folder) as writer:
            writer.write(record(77))
        assert numbers_of_good(Tub(folder))[-1] == 77
        assert heal(folder).cut_bytes == 0


def numbers_of_good(tub):
    return [round(one.angle * 100) for one in tub if one.angle is not None]


def test_a_folder_without_a_tub_says_so(tmp_path):
    with pytest.raises(NoTubError, match="is no tub"):
        Tub(tmp_path)
    with pytest.raises(NoTubError, match="There is no folder"):
        Tub(tmp_path / "nowhere")
    (tmp_path / "record_1.json").write_text("{}")
    with pytest.raises(NoTubError, match="donkeycar 3"):
        Tub(tmp_path)


def test_an_empty_tub_as_donkeycar_begins_one_is_read_and_extended(tmp_path):
    folder = make_donkey_tub(tmp_path / "tub", 1)
    (folder / "catalog_0.catalog").write_bytes(b"")
    (folder / "catalog_0.catalog_manifest").unlink()

    assert (len(Tub(folder)), list(Tub(folder)), Tub(folder).sessions) == (0, [], ())
    make_tub(folder, 2)
    assert numbers(Tub(folder)) == [0, 1]


def test_healing_leaves_alone_what_is_being_written(tmp_path):
    writer = TubWriter(tmp_path / "tub")
    writer.write(record(0))
    with (tmp_path / "tub/catalog_0.catalog").open("ab") as file:
        file.write(b'{"_index": 1, ')  # as if another write were just going on
    heal(tmp_path / "tub")

    assert (tmp_path / "tub/catalog_0.catalog").read_bytes().endswith(b'{"_index": 1, ')
    os.truncate(tmp_path / "tub/catalog_0.catalog", writer._catalog._size)
    writer.close()


def test_half_a_picture_is_none_and_bytes_behind_one_do_no_harm(folder):
    """donkeycar #761, #815, #1187."""
    images = folder / "images"
    (images / "1_cam_image_array_.jpg").write_bytes(JPEG[:-2])
    (images / "2_cam_image_array_.jpg").write_bytes(JPEG + bytes(500))

    assert [Tub(folder).image(one) is None for one in (0, 1, 2)] == [False, True, False]
    assert heal(folder).bad_pictures == (1,)


def test_a_tub_that_went_through_windows_is_read(folder):
    for path in (*folder.glob("*.catalog"), folder / "manifest.json"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    tub = Tub(folder)
    assert numbers(tub) == list(range(10))
    assert tub.layout.manifest.faults == ()
    assert tub.record(7)["user/mode"] == "user"


def test_a_line_behind_zeros_of_a_power_cut_is_read(folder):
    """Another program went on behind the zeros: its line is good."""
    catalog = folder / "catalog_2.catalog"
    first, second = catalog.read_bytes().splitlines(keepends=True)
    catalog.write_bytes(first + bytes(300) + second)

    assert numbers(Tub(folder)) == list(range(10))


def test_a_list_of_deleted_records_that_was_cut_keeps_what_is_left_of_it(folder):
    Tub(folder).delete([1, 3, 5, 8])
    whole = (folder / "manifest.json").read_bytes()
    (folder / "manifest.json").write_bytes(whole[: whole.rindex(b"8")])

    assert Tub(folder).deleted == {1, 3, 5}
    heal(folder)
    assert numbers(Tub(folder)) == [0, 2, 4, 6, 7, 8, 9]


def test_a_manifest_that_lost_a_line_in_its_middle_keeps_the_others(folder):
    """donkeycar #653: the manifest was written over itself."""
    Tub(folder).delete([4])
    lines = manifest_lines(folder)
    (folder / "manifest.json").write_bytes(b"".join([*lines[:2], *lines[3:]]))

    tub = Tub(folder)
    assert tub.deleted == {4}
    assert tub.layout.manifest.sessions == ("22-11-29_0",)
    assert tub.metadata == {}
    assert tub.inputs[0] == "cam/image_array"
