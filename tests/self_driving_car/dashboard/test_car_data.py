"""The data page's server: small answers, nothing outside the tubs, nothing ever thrown away."""

import io
import os
import zipfile

import numpy as np
import pytest

from makerkit.tub import Tub, TubWriter, bring_home
from makerkit.tub.picture import jpeg_of, picture_of

COUNT = 300


@pytest.fixture
def folder(car, monkeypatch):
    """A tub of two drives in the folder of the car."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    monkeypatch.setattr(bring_home, "_syncfs", lambda: None)
    folder = car.folder / "tubs" / "monday"
    jpeg = jpeg_of(np.full((120, 160, 3), 90, np.uint8))
    for drive in range(2):
        with TubWriter(folder, max_len=100) as tub:
            for number in range(COUNT // 2):
                values = {"user/angle": np.sin(number / 9), "user/throttle": 0.4, "car/speed": 0.3}
                t_ms = 1_000_000 + 100_000 * drive + 50 * number
                tub.write({"cam/image_array": jpeg, "user/mode": "user", **values}, t_ms=t_ms)
    return folder


def told(browser, what, **values):
    answer = browser.get(f"/data/monday/{what}", query_string=values)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.json


def test_the_list_shows_tubs_and_what_is_none_is_left_out(mina, folder):
    (folder.parent / "empty").mkdir()
    page = mina.get("/data").get_data(as_text=True)

    assert page.count('class="card tub"') == 1
    assert "monday" in page
    assert 'id="estop"' in page


def test_without_a_recording_the_page_says_how_to_begin(mina):
    assert "Nothing is recorded yet" in mina.get("/data").get_data(as_text=True)


def test_the_whole_is_told_in_few_words(mina, folder):
    Tub(folder).delete([3, 4, 10])

    whole = told(mina, "whole.json")
    assert (whole["end"], whole["live"], whole["marks"]) == (300, 297, [[3, 4], [10, 10]])
    assert [(one["first"], one["last"], one["live"]) for one in whole["sessions"]] == [
        (0, 149, 147), (150, 299, 150),
    ]  # fmt: skip
    assert whole["names"] == ["angle", "throttle", "speed"]


def test_a_plot_is_no_larger_than_the_screen(mina, folder):
    plot = told(mina, "plot.json", first=0, last=299, points=50)
    assert {name: len(line[0]) <= 52 for name, line in plot["lines"].items()} == {
        "angle": True, "throttle": True, "speed": True,
    }  # fmt: skip
    part = told(mina, "plot.json", first=100, last=109, points=50)
    assert part["lines"]["angle"][0] == list(range(100, 110))


@pytest.mark.parametrize("asked", [{"first": "-5", "last": "9999999"}, {"first": "x"}, {}])
def test_a_stretch_that_is_nonsense_becomes_one_that_is_there(mina, folder, asked):
    plot = told(mina, "plot.json", **asked)

    assert (plot["first"], plot["last"]) == (0, 299)


def test_rows_have_every_number_of_a_short_stretch(mina, folder):
    rows = told(mina, "rows.json", first=148, last=152)

    assert rows["first"] == 148
    assert rows["drive"] == [0, 0, 1, 1, 1]
    assert rows["t_s"] == [7.4, 7.45, 0.0, 0.05, 0.1]
    assert rows["values"]["speed"] == [0.3] * 5
    assert rows["values"]["offset"] == [None] * 5


def test_marks_are_set_and_taken_back_and_nothing_is_lost(mina, folder):
    """donkey PR 12: "deleted data I wanted later"."""
    before = sorted(path.name for path in folder.rglob("*"))
    answer = mina.post("/data/monday/mark", {"what": "bad", "stretches": "5-9,290-400"})
    assert answer.json["live"] == 285
    assert answer.json["marks"] == [[5, 9], [290, 299]]
    assert sorted(path.name for path in folder.rglob("*")) == before
    answer = mina.post("/data/monday/mark", {"what": "good", "stretches": "0-299"})
    assert (answer.json["live"], answer.json["marks"]) == (300, [])


@pytest.mark.parametrize(
    "stretches", ["", "5", "a-b", "5-", "-5-9", "1-99999999999", "\N{ARABIC-INDIC DIGIT FIVE}-9"]
)
def test_marks_that_name_no_stretch_change_nothing(mina, folder, stretches):
    answer = mina.post("/data/monday/mark", {"what": "bad", "stretches": stretches})

    assert answer.status_code == 400
    assert Tub(folder).deleted == frozenset()


def test_marks_without_the_pages_token_are_refused(mina, folder):
    answer = mina.client.post("/data/monday/mark", data={"what": "bad", "stretches": "1-2"})

    assert answer.status_code == 400
    assert Tub(folder).deleted == frozenset()


def test_a_card_that_became_read_only_is_said(mina, folder, mocker):
    refused = OSError(30, "Read-only file system")
    mocker.patch("makerkit.atomic_file.os.open", side_effect=refused)

    answer = mina.post("/data/monday/mark", {"what": "bad", "stretches": "1-2"})
    assert answer.status_code == 409
    assert "Read-only" in answer.json["error"]


@pytest.mark.parametrize(
    "path",
    ["/data/tuesday", "/data/..", "/data/.ssh", "/data/%2e%2e%2fsecrets", "/data/monday%2f.."],
)
def test_only_tubs_in_the_folder_of_the_car_are_shown(mina, folder, path):
    for what in ("", "/whole.json", "/tub.zip", "/picture/0.jpg"):
        assert mina.get(path + what).status_code in (404, 308)


def test_pictures_are_made_as_small_as_asked(mina, folder):
    answer = mina.get("/data/monday/picture/7.jpg?width=40")
    assert answer.mimetype == "image/jpeg"
    assert picture_of(answer.data).shape == (30, 40, 3)
    whole = mina.get("/data/monday/picture/7.jpg?width=4000").data
    assert whole == Tub(folder).jpeg(7)
    strip = picture_of(mina.get("/data/monday/strip.jpg?first=0&last=299&count=5").data)
    assert strip.shape == (60, 400, 3)


def test_a_picture_that_is_missing_or_damaged_breaks_no_page(mina, folder):
    """donkeycar #761, #815, #1187."""
    (folder / "images/7_cam_image_array_.jpg").unlink()
    (folder / "images/8_cam_image_array_.jpg").write_bytes(b"")
    (folder / "images/9_cam_image_array_.jpg").write_bytes(b"\xff\xd8 no jpeg")

    found = [mina.get(f"/data/monday/picture/{index}.jpg").status_code for index in (7, 8, 9, 300)]
    assert found == [404, 404, 200, 404]
    assert mina.get("/data/monday/strip.jpg?first=5&last=10&count=6").status_code == 200
    assert told(mina, "views.json", index=8)["views"] == []
    doubts = told(mina, "doubtful.json", pictures=1)["doubts"]
    assert {"why": "no_picture", "first": 7, "last": 8} in doubts


def test_views_are_those_of_a_training_and_steer_accordingly(mina, folder):
    angle = Tub(folder)[20]["user/angle"]
    views = told(mina, "views.json", index=20, seed=3)["views"]

    assert views[0] == {"kind": "mirror", "seed": 0, "angle": round(-angle, 3)}
    first, second = (
        mina.get(f"/data/monday/view/20.jpg?kind=augmented&seed={views[1]['seed']}").data
        for _ in range(2)
    )
    assert first == second
    assert picture_of(first).shape == (120, 160, 3)


def test_the_split_is_by_blocks_of_time_and_without_what_is_bad(mina, folder):
    Tub(folder).delete(range(50))
    split = told(mina, "split.json", share=0.2, block_s=2)

    assert split["counts"]["learn"] + split["counts"]["exam"] + split["counts"]["gap"] == 250
    assert 30 <= split["counts"]["exam"] <= 80
    assert all(last - first + 1 >= 5 for first, last in split["exam"])
    assert min(first for first, _ in [*split["learn"], *split["exam"]]) >= 50


def test_a_tub_with_too_little_for_both_says_so(mina, folder):
    Tub(folder).delete(range(1, COUNT))
    answer = mina.get("/data/monday/split.json")

    assert answer.status_code == 409
    assert "Record a minute or more" in answer.json["error"]


def test_steering_is_shown_before_and_after_balancing(mina, folder):
    steering = told(mina, "steering.json", strength=0)
    assert steering["after"] == pytest.approx(steering["before"], abs=1e-4)
    even = told(mina, "steering.json", strength=1)
    assert max(even["after"]) - min(even["after"]) < 0.02
    assert sum(even["mirrored"]) == pytest.approx(1, abs=1e-3)
    Tub(folder).delete(range(COUNT))
    assert mina.get("/data/monday/steering.json").status_code == 409


def test_a_zip_holds_the_whole_tub(mina, folder):
    answer = mina.get("/data/monday/tub.zip")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="monday.zip"'
    packed = zipfile.ZipFile(io.BytesIO(answer.data))
    assert packed.testzip() is None
    names = {f"monday/{path.relative_to(folder)}" for path in folder.rglob("*") if path.is_file()}
    assert set(packed.namelist()) == names
    assert packed.read("monday/manifest.json") == (folder / "manifest.json").read_bytes()


def test_healing_says_what_was_wrong_and_marks_it(mina, folder):
    (folder / "images/7_cam_image_array_.jpg").write_bytes(b"")
    manifest = folder / "manifest.json"
    manifest.write_bytes(b"".join(manifest.read_bytes().splitlines(keepends=True)[:4]))

    healed = mina.post("/data/monday/heal").json
    assert healed["is_well"] is False
    assert healed["says"] == [
        "Its manifest had no catalogs.", "Pictures that are missing or cut: 1.",
    ]  # fmt: skip
    assert told(mina, "whole.json")["marks"] == [[7, 7]]


def test_numbers_are_read_again_only_when_records_came(mina, folder, mocker):
    from self_driving_car.dashboard import data_shelf

    read = mocker.spy(data_shelf, "read_columns")
    for _ in range(3):
        told(mina, "rows.json", first=0, last=5)
    mina.post("/data/monday/mark", {"what": "bad", "stretches": "1-2"})
    assert read.call_count == 1
    with TubWriter(folder, max_len=100) as tub:
        tub.write({"cam/image_array": jpeg_of(np.zeros((8, 8, 3), np.uint8)), "user/angle": 0.5})
    assert told(mina, "whole.json")["end"] == 301
    assert read.call_count == 2


def test_a_tub_that_holds_nothing_or_a_name_of_markup_is_only_text(mina, folder):
    odd = folder.parent / "<b>x"
    folder.rename(odd)
    page = mina.get("/data").get_data(as_text=True)

    assert "&lt;b&gt;x" in page
    assert "<b>x" not in page
    answer = mina.get("/data/%3Cb%3Ex/tub.zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="_b_x.zip"'
