"""After a power cut or a kill every clip plays, and at most half a second of it is lost."""

import pickle
import random
import subprocess
import sys
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moving_pictures import packets

from makerkit.camera.clips import ClipWriter
from makerkit.camera.mp4.scan import scan, scan_bytes
from makerkit.camera.recovery import Fate, recover
from makerkit.errors import NotThereError

SIZE = (160, 120)
LOST_S = 0.5


@pytest.fixture(scope="module")
def film():
    return list(packets(120))


@pytest.fixture(scope="module")
def unfinished(film, tmp_path_factory):
    """The bytes of a clip whose writer never closed it."""
    folder = tmp_path_factory.mktemp("clips")
    writer = ClipWriter(folder / "a.mp4", SIZE, created_s=1_795_000_000)
    writer.write_all(film)
    writer.flush()
    data = (folder / "a.mp4.part").read_bytes()
    writer.close()
    return data


def seconds_that_play(path):
    with av.open(str(path)) as film:
        pictures = [float(p.pts * p.time_base) for p in film.decode(video=0)]
    assert len(pictures) == round(pictures[-1] * 15) + 1, "a picture in the middle is missing"
    return pictures[-1] + 1 / 15


def test_a_hundred_kills_cost_at_most_half_a_second_each(film, tmp_path):
    helper = Path(__file__).with_name("killed_writers.py")
    command = [sys.executable, str(helper), str(tmp_path), "100", "kills"]
    subprocess.run(command, input=pickle.dumps(film[:30]), check=True)
    found = {result.path.name.split(".")[0]: result for result in recover(tmp_path)}
    lost_s, playing = [], 0
    for number in range(100):
        handed = int.from_bytes((tmp_path / f"{number}.handed").read_bytes(), "little")
        result = found.get(str(number))
        played_s = 0.0
        if result is not None and result.fate is not Fate.DAMAGED:
            played_s = seconds_that_play(result.path)
            assert result.duration_s == pytest.approx(played_s, abs=0.01)
            playing += 1
        lost_s.append(handed / 15 - played_s)
    assert max(lost_s) <= LOST_S
    assert playing >= 80  # the others were killed before they had half a second
    assert len({round(lost, 2) for lost in lost_s}) >= 6  # it did hit different moments


def test_a_hundred_cuts_at_any_byte_cost_at_most_half_a_second_each(unfinished, tmp_path):
    chance = random.Random("cuts")
    whole = scan_bytes(unfinished)
    first = whole.fragments[0].end
    cuts = [chance.randint(first, len(unfinished)) for _ in range(100)]
    for number, cut in enumerate(cuts):
        (tmp_path / f"{number}.mp4.part").write_bytes(unfinished[:cut])
    results = {int(result.path.stem): result for result in recover(tmp_path)}
    assert len(results) == 100
    for number, cut in enumerate(cuts):
        begun = [f for f in whole.fragments if f.place < cut]
        there_s = (begun[-1].start_us + begun[-1].duration_us) / 1e6
        played_s = seconds_that_play(results[number].path)
        assert there_s - played_s <= LOST_S + 0.001
        assert results[number].duration_s == pytest.approx(played_s, abs=0.01)


def test_every_cut_inside_the_header_and_the_first_fragment_is_put_aside(unfinished, tmp_path):
    end = scan_bytes(unfinished).fragments[0].end
    for cut in range(0, end, 97):
        (tmp_path / f"{cut}.mp4.part").write_bytes(unfinished[:cut])
    results = recover(tmp_path)
    assert {result.fate for result in results} == {Fate.DAMAGED}
    assert all(result.path.parent.name == "damaged" for result in results)


def test_a_whole_file_gets_its_name_and_its_length(unfinished, tmp_path):
    (tmp_path / "door.mp4.part").write_bytes(unfinished)
    (result,) = recover(tmp_path)
    assert (result.path, result.fate) == (tmp_path / "door.mp4", Fate.WHOLE)
    assert result.words == "door.mp4: 8.0 s recovered, all of it."
    with av.open(str(result.path)) as film:
        assert film.duration == pytest.approx(8e6, abs=100)
        assert film.metadata["creation_time"].startswith("2026-11-18T11:06:40")


def test_a_cut_file_is_told_so(unfinished, tmp_path):
    (tmp_path / "door.mp4.part").write_bytes(unfinished[:-100])
    (result,) = recover(tmp_path)
    assert result.fate is Fate.TRIMMED
    assert result.words.startswith("door.mp4: 7.8 s recovered, ")
    assert result.words.endswith("bytes of a picture not finished are gone.")


def test_blocks_of_zeros_at_the_end_are_cut_off(unfinished, tmp_path):
    last = scan_bytes(unfinished).fragments[-1]
    for name, data in {
        "after": unfinished + bytes(5000),
        "inside": unfinished[: last.end - 300] + bytes(300),
    }.items():
        (tmp_path / f"{name}.mp4.part").write_bytes(data)
    after, inside = recover(tmp_path)
    assert seconds_that_play(after.path) == pytest.approx(8, abs=0.01)
    assert seconds_that_play(inside.path) == pytest.approx(7.8, abs=0.01)


def test_what_is_no_film_is_put_aside_with_its_reason(tmp_path):
    (tmp_path / "notes.mp4.part").write_text("hello")
    (tmp_path / "empty.mp4.part").write_bytes(b"")
    empty, notes = recover(tmp_path)
    assert (notes.fate, notes.path) == (Fate.DAMAGED, tmp_path / "damaged" / "notes.mp4.part")
    assert notes.words.startswith("notes.mp4.part cannot be played: it does not begin as a film")
    assert empty.path == tmp_path / "damaged" / "empty.mp4.part"
    assert recover(tmp_path) == []


def test_a_first_picture_that_does_not_decode_is_put_aside(unfinished, tmp_path):
    first = scan_bytes(unfinished).fragments[0]
    data = bytearray(unfinished[: first.end])
    at = data.index(b"avcC") + 13
    data[at : at + 4] = b"\xff\xff\xff\xff"
    (tmp_path / "a.mp4.part").write_bytes(bytes(data))
    (result,) = recover(tmp_path)
    assert result.fate is Fate.DAMAGED
    assert "its first picture cannot be decoded" in result.words


def test_a_file_that_is_being_written_is_left_alone(film, tmp_path):
    with ClipWriter(tmp_path / "a.mp4", SIZE) as writer:
        writer.write_all(film[:60])
        (result,) = recover(tmp_path)
        assert (result.fate, result.words) == (Fate.BUSY, "a.mp4.part is being written.")
        writer.write_all(film[60:])
    assert seconds_that_play(tmp_path / "a.mp4") == pytest.approx(8, abs=0.01)


def test_a_name_that_is_taken_is_not_overwritten(unfinished, tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"mine")
    (tmp_path / "a.mp4.part").write_bytes(unfinished)
    (result,) = recover(tmp_path)
    assert result.path == tmp_path / "a-2.mp4"
    assert (tmp_path / "a.mp4").read_bytes() == b"mine"


def test_recovering_may_be_cut_off_and_done_again(unfinished, tmp_path, mocker):
    (tmp_path / "a.mp4.part").write_bytes(unfinished[:-100])
    mocker.patch("makerkit.camera.recovery._name", side_effect=KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        recover(tmp_path)
    mocker.stopall()
    (result,) = recover(tmp_path)
    assert result.fate is Fate.WHOLE
    assert seconds_that_play(result.path) == pytest.approx(7.8, abs=0.01)
    assert scan(result.path).broken_bytes == 0


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotThereError, match="There is no folder"):
        recover(tmp_path / "no")


@given(st.integers(min_value=0))
@settings(max_examples=200, deadline=None)
def test_any_cut_keeps_exactly_the_fragments_before_it(unfinished, place):
    cut = place % (len(unfinished) + 1)
    whole, part = scan_bytes(unfinished), scan_bytes(unfinished[:cut])
    assert part.fragments == tuple(f for f in whole.fragments if f.end <= cut)
    assert part.good_bytes + part.broken_bytes == cut


@given(st.integers(min_value=0), st.binary(min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_damage_anywhere_is_no_crash_and_changes_nothing_before_it(unfinished, place, damage):
    at = place % len(unfinished)
    data = unfinished[:at] + damage + unfinished[at + len(damage) :]
    whole, found = scan_bytes(unfinished), scan_bytes(data)
    before = tuple(f for f in whole.fragments if f.end <= at)
    assert found.fragments[: len(before)] == before or not found.has_header


@given(st.binary(max_size=300))
def test_any_bytes_are_scanned_without_a_crash(data):
    assert scan_bytes(data).fragments == ()
