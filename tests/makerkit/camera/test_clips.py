"""A clip is a film with the right times, whatever happened to the pictures and the disk."""

import json
import os
import resource
import shutil
import subprocess
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import av
import pytest
from moving_pictures import BOOT_NS, packets

from makerkit.camera.clips import ClipWriter, DiskFullError
from makerkit.camera.packets import Packet, PacketRing
from makerkit.camera.sharing import to_faststart
from makerkit.errors import BadInputError, NotThereError

SIZE = (160, 120)


@pytest.fixture(scope="module")
def film():
    """Ten seconds at 15 frames/s."""
    return list(packets(150))


def times_s(path):
    with av.open(str(path)) as opened:
        return [float(picture.pts * picture.time_base) for picture in opened.decode(video=0)]


def test_a_clip_decodes_with_the_times_of_its_pictures(film, tmp_path):
    with ClipWriter(tmp_path / "a.mp4", SIZE, created_s=1_795_000_000) as writer:
        writer.write_all(film)
    assert times_s(tmp_path / "a.mp4") == pytest.approx([n / 15 for n in range(150)], abs=1e-5)
    clip = writer.close()
    assert (clip.path, clip.pictures, clip.created_s) == (tmp_path / "a.mp4", 150, 1_795_000_000)
    assert clip.duration_s == pytest.approx(10, abs=1e-4)
    assert clip.size_bytes == (tmp_path / "a.mp4").stat().st_size
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


def test_ffprobe_finds_no_fault_and_knows_length_size_and_date(film, tmp_path):
    with ClipWriter(tmp_path / "a.mp4", SIZE, created_s=1_795_000_000) as writer:
        writer.write_all(film)
    assert shutil.which("ffprobe"), "This test needs ffprobe: sudo apt install ffmpeg"
    command = ["ffprobe", "-v", "warning", "-count_frames", "-show_streams", "-show_format"]
    told = subprocess.run(
        [*command, "-of", "json", str(writer.path)], capture_output=True, text=True, check=True
    )
    assert told.stderr == ""
    stream, form = json.loads(told.stdout)["streams"][0], json.loads(told.stdout)["format"]
    assert (stream["codec_name"], stream["width"], stream["height"]) == ("h264", 160, 120)
    assert (stream["nb_read_frames"], stream["r_frame_rate"]) == ("150", "15/1")
    assert float(form["duration"]) == pytest.approx(10, abs=1e-3)
    assert form["tags"]["creation_time"] == "2026-11-18T11:06:40.000000Z"


def test_lost_pictures_leave_their_gap(film, tmp_path):
    keep = [*range(20), *range(45, 60)]
    with ClipWriter(tmp_path / "a.mp4", SIZE) as writer:
        writer.write_all([film[number] for number in keep])
    assert times_s(tmp_path / "a.mp4") == pytest.approx([n / 15 for n in keep], abs=1e-5)


@pytest.mark.parametrize("leap_s", [-3600, -0.001, 7200])
def test_a_clock_that_jumps_leaves_no_trace(film, tmp_path, leap_s):
    leapt = [
        Packet(p.data, p.t_ns + (round(leap_s * 1e9) if n >= 45 else 0), p.pts_us, p.is_key)
        for n, p in enumerate(film[:90])
    ]
    with ClipWriter(tmp_path / "a.mp4", SIZE) as writer:
        writer.write_all(leapt)
    steps = times_s(tmp_path / "a.mp4")
    assert len(steps) == 90
    gaps = [b - a for a, b in pairwise(steps)]
    assert gaps == pytest.approx([1 / 15] * 89, abs=0.002)


def test_the_seconds_before_begin_with_a_key_frame(film, tmp_path):
    ring = PacketRing(4.0)
    for packet in film[:100]:
        ring.add(packet)
    with ClipWriter(tmp_path / "a.mp4", SIZE) as writer:
        writer.write_all(ring.since(film[99].t_ns - 2_500_000_000))
        writer.write_all(film[100:])
    assert writer.skipped == 0
    assert len(times_s(tmp_path / "a.mp4")) == 150 - 60  # the key frame at 4 s, not 4.1 s


def test_packets_before_the_first_key_frame_are_left_out(film, tmp_path):
    with ClipWriter(tmp_path / "a.mp4", SIZE) as writer:
        writer.write_all(film[10:30])
    assert writer.skipped == 5
    assert len(times_s(tmp_path / "a.mp4")) == 15


def test_while_it_is_written_at_most_half_a_second_is_not_on_the_disk(film, tmp_path):
    writer = ClipWriter(tmp_path / "a.mp4", SIZE)
    waiting = []
    for number, packet in enumerate(film):
        waiting.append((number + 1) / 15 - writer.duration_s)  # this one is on its way
        writer.write(packet)
    assert max(waiting) <= 0.5
    assert not (tmp_path / "a.mp4").exists()
    assert (tmp_path / "a.mp4.part").exists()
    writer.flush()
    assert writer.duration_s == pytest.approx(10, abs=1e-4)
    writer.close()


def test_every_fragment_and_the_folder_are_brought_to_the_disk(film, tmp_path, mocker):
    synced = []
    keep = os.fsync

    def note(descriptor):
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        keep(descriptor)

    mocker.patch("makerkit.camera.clip_file._bring_to_disk", note)
    mocker.patch("os.fsync", note)
    with ClipWriter(tmp_path / "a.mp4", SIZE) as writer:
        writer.write_all(film[:30])
    folder = tmp_path.name
    # the name; header; six fragments; how long it is; the new name
    assert synced == [folder, *["a.mp4.part"] * 7, "a.mp4.part", folder]


def test_an_empty_clip_leaves_no_file(tmp_path):
    writer = ClipWriter(tmp_path / "a.mp4", SIZE)
    assert writer.close() is None
    assert list(tmp_path.iterdir()) == []


def test_another_size_in_between_is_refused_in_words_and_what_was_written_stays(film, tmp_path):
    other = next(packets(1, size=(320, 240)))
    with ClipWriter(tmp_path / "a.mp4", SIZE) as writer:
        writer.write_all(film[:30])
        with pytest.raises(BadInputError, match=r"changed their size or form after 1.9 s"):
            writer.write(other)
    assert len(times_s(tmp_path / "a.mp4")) == 30


def test_a_key_frame_without_headers_is_refused_in_words(film, tmp_path):
    bare = Packet(b"\0\0\0\1\x65\x88\x80", BOOT_NS, 0, True)
    with (
        ClipWriter(tmp_path / "a.mp4", SIZE) as writer,
        pytest.raises(BadInputError, match=r"H264Encoder\(repeat=True\)"),
    ):
        writer.write(bare)


def test_headers_may_be_given_apart(film, tmp_path):
    from makerkit.camera.mp4 import nal

    sets = nal.ParameterSets.of(film[0].data)
    apart = b"\0\0\0\1" + sets.sps + b"\0\0\0\1" + sets.pps
    bare = [
        Packet(
            b"".join(b"\0\0\1" + u for u in nal.units(p.data) if nal.unit_type(u) not in (7, 8)),
            p.t_ns, p.pts_us, p.is_key,
        )
        for p in film[:30]
    ]  # fmt: skip
    with ClipWriter(tmp_path / "a.mp4", SIZE, extradata=apart) as writer:
        writer.write_all(bare)
    assert len(times_s(tmp_path / "a.mp4")) == 30


def test_a_clip_never_takes_the_place_of_another(film, tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"mine")
    with pytest.raises(BadInputError, match="exists already"):
        ClipWriter(tmp_path / "a.mp4", SIZE)
    with ClipWriter(tmp_path / "b.mp4", SIZE) as writer:
        writer.write_all(film[:5])
        (tmp_path / "b.mp4").write_bytes(b"mine")
    assert writer.path == tmp_path / "b-2.mp4"
    assert (tmp_path / "b.mp4").read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotThereError, match="does not exist"):
        ClipWriter(tmp_path / "no" / "a.mp4", SIZE)


@contextmanager
def files_no_longer_than(size_bytes):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_and_what_was_written_is_a_clip(film, tmp_path):
    with ClipWriter(tmp_path / "a.mp4", SIZE) as writer:
        with (
            files_no_longer_than(15_000),
            pytest.raises(DiskFullError, match=r"The first \d\.\d s are kept\. Delete old clips"),
        ):
            writer.write_all(film)
        kept_s = writer.duration_s
        with files_no_longer_than(15_000):
            clip = writer.close()
    assert clip.duration_s == kept_s > 2
    seen = times_s(tmp_path / "a.mp4")
    assert seen[-1] + 1 / 15 == pytest.approx(kept_s, abs=1e-3)
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


def test_when_there_is_room_again_the_clip_goes_on_at_a_key_frame(film, tmp_path):
    with ClipWriter(tmp_path / "a.mp4", SIZE) as writer:
        with files_no_longer_than(10_000), pytest.raises(DiskFullError):
            writer.write_all(film)
        kept = round(writer.duration_s * 15)
        writer.write_all(film[50:])
    seen = times_s(tmp_path / "a.mp4")
    assert seen[:kept] == pytest.approx([n / 15 for n in range(kept)], abs=1e-4)
    assert seen[kept:] == pytest.approx([n / 15 for n in range(60, 150)], abs=1e-4)


def test_a_disk_full_from_the_first_byte_leaves_nothing(film, tmp_path):
    with (
        ClipWriter(tmp_path / "a.mp4", SIZE) as writer,
        files_no_longer_than(100),
        pytest.raises(DiskFullError, match=r"The first 0\.0 s are kept"),
    ):
        writer.write_all(film)
    assert list(tmp_path.iterdir()) == []


def test_a_clip_whose_header_did_not_fit_gets_one_when_there_is_room(film, tmp_path):
    with ClipWriter(tmp_path / "a.mp4", SIZE) as writer:
        with files_no_longer_than(100), pytest.raises(DiskFullError):
            writer.write_all(film)
        writer.write_all(film)
    assert len(times_s(tmp_path / "a.mp4")) == len(film)


def test_a_copy_for_sharing_has_its_index_first_and_the_same_pictures(film, tmp_path):
    with ClipWriter(tmp_path / "a.mp4", SIZE, created_s=1_795_000_000) as writer:
        writer.write_all(film)
    copy = to_faststart(tmp_path / "a.mp4", tmp_path / "share.mp4")
    data = copy.read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")
    assert b"moof" not in data
    assert times_s(copy) == pytest.approx(times_s(tmp_path / "a.mp4"), abs=1e-4)
    with av.open(str(copy)) as opened:
        assert opened.metadata["creation_time"].startswith("2026-11-18T11:06:40")


@pytest.mark.parametrize(
    ("source", "target", "error", "words"),
    [
        ("none.mp4", "b.mp4", NotThereError, "There is no clip"),
        ("text.mp4", "b.mp4", BadInputError, "cannot be read as a film"),
    ],
)
def test_what_cannot_be_shared_is_told(tmp_path, source, target, error, words):
    (tmp_path / "text.mp4").write_text("not a film, " * 50)
    with pytest.raises(error, match=words):
        to_faststart(tmp_path / source, tmp_path / target)
    assert [path.name for path in tmp_path.iterdir()] == ["text.mp4"]
