"""A video file and a folder of pictures as cameras, in virtual time."""

import time
from itertools import count

import av
import cv2
import numpy as np
import pytest

from hardware_mocks.virtual_time import VirtualTime
from makerkit.camera import Camera, open_source
from makerkit.camera.errors import EndOfPicturesError, NoVideoError

FPS = 10


def video(path, pictures, *, size=(64, 48), fps=FPS, rotation=None):
    """Write a video whose picture n is grey, 10 n bright."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.options = {"crf": "1"}
        for number in range(pictures):
            grey = np.full((size[1], size[0], 3), 10 * number, np.uint8)
            grey[: size[1] // 2, : size[0] // 2] = 255  # the upper left quarter is white
            for packet in stream.encode(av.VideoFrame.from_ndarray(grey, format="bgr24")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return path


@pytest.fixture
def film(tmp_path):
    return video(tmp_path / "film.mp4", 20)


@pytest.fixture
def virtual_time():
    with VirtualTime(until_s=600, on_one_cpu=False) as scheduler:
        yield scheduler


def read_all(source, most=None):
    """Return (number, t in s, frame) of every picture until the end."""
    source.open()
    read = []
    began_s = time.monotonic()
    for number in count(1):
        if number == most:
            break
        try:
            frame = source.read(number)
        except EndOfPicturesError:
            break
        read.append((frame.number, round(frame.t_ns / 1e9 - began_s, 6), frame))
    source.close()
    return read


def test_a_file_plays_at_its_own_speed(film, virtual_time):
    read = read_all(open_source(f"file:{film}"))

    assert [number for number, _, _ in read] == list(range(1, 21))
    assert [t_s for _, t_s, _ in read] == pytest.approx([n / FPS for n in range(20)], abs=2e-3)
    assert time.monotonic() == pytest.approx(1.9, abs=2e-3)


def test_its_pictures_are_those_of_the_file_and_luma_is_a_view(film, virtual_time):
    source = open_source(f"file:{film}")
    _, _, frame = read_all(source)[7]

    assert (frame.size, frame.is_yuv, source.fps) == ((64, 48), True, FPS)
    assert frame.luma.base is not None
    assert abs(int(frame.bgr()[40, 50].mean()) - 70) <= 3
    assert frame.luma[5, 5] > 225


def test_a_file_in_a_loop_begins_again_without_a_gap(film, virtual_time):
    read = read_all(open_source(f"file:{film}", loop=True), most=46)

    assert [t_s for _, t_s, _ in read] == pytest.approx([n / FPS for n in range(45)], abs=5e-3)
    assert abs(int(read[22][2].bgr()[40, 50].mean()) - 20) <= 3


def test_what_cannot_be_shown_in_time_is_left_out(film, virtual_time):
    source = open_source(f"file:{film}")
    source.open()
    source.read(1)
    time.sleep(1.0)
    late = source.read(2)
    source.close()

    assert late.number > 5  # with a hole in the numbers, as a real camera has
    assert late.t_ns >= 750_000_000


def test_a_file_can_be_brought_to_a_size(film, virtual_time):
    _, _, frame = read_all(open_source(f"file:{film}", size=(32, 24)))[7]

    assert (frame.size, frame.bgr().shape) == ((32, 24), (24, 32, 3))
    assert frame.luma[3, 3] > 225


def test_a_file_that_is_cut_off_gives_what_is_left(tmp_path, virtual_time):
    whole = video(tmp_path / "whole.mkv", 20)
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[:-400])

    assert 2 < len(read_all(open_source(f"file:{cut}"))) < 20


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.mp4", None, "There is no file"),
        ("text.mp4", b"this is no video at all, " * 50, "is no video that can be read"),
        ("empty.mp4", b"", "is no video that can be read"),
    ],
)
def test_a_file_that_is_no_video_is_told(tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    source = open_source(f"file:{tmp_path / name}")

    with pytest.raises(NoVideoError, match=words):
        source.open()
    source.close()


def test_a_camera_on_a_file_stops_at_its_end(film, virtual_time):
    with Camera(f"file:{film}", name="film") as camera:
        time.sleep(5)
        last = camera.latest()
        with pytest.raises(EndOfPicturesError, match="is at its end"):
            camera.next(after=20)

    assert last is not None
    assert last.number == 20


def test_stopping_a_camera_does_not_wait_for_a_slow_film(tmp_path, virtual_time):
    slow = video(tmp_path / "slow.mp4", 3, fps=1)
    with Camera(f"file:{slow}"):
        time.sleep(0.25)

    assert time.monotonic() == 0.25


def pictures(folder, names):
    """Write a grey picture for each name, 10 n bright."""
    for number, name in enumerate(names):
        cv2.imwrite(str(folder / name), np.full((8, 10, 3), 10 * number, np.uint8))


def test_a_folder_shows_its_pictures_in_the_order_of_their_names(tmp_path, virtual_time):
    pictures(tmp_path, ["a.png", "b.png", "c.png"])
    (tmp_path / "notes.txt").write_text("no picture")
    read = read_all(open_source(f"folder:{tmp_path}", fps=4))

    assert [(n, t_s, int(f.bgr()[0, 0, 0])) for n, t_s, f in read] == [
        (1, 0.0, 0),
        (2, 0.25, 10),
        (3, 0.5, 20),
    ]
    assert [frame.metadata["file"] for _, _, frame in read] == ["a.png", "b.png", "c.png"]


def test_a_folder_in_a_loop_begins_again(tmp_path, virtual_time):
    pictures(tmp_path, ["a.png", "b.png"])
    read = read_all(open_source(f"folder:{tmp_path}", fps=4, loop=True), most=6)

    assert [int(frame.bgr()[0, 0, 0]) for _, _, frame in read] == [0, 10, 0, 10, 0]


def test_a_folder_in_another_alphabet_and_a_broken_picture_in_it(tmp_path, virtual_time):
    folder = tmp_path / "صور"
    folder.mkdir()
    (folder / "وێنە.png").write_bytes(b"\x89PNG cut off")
    source = open_source(f"folder:{folder}")
    source.open()

    with pytest.raises(NoVideoError, match=r"وێنە.png is no picture"):
        source.read(1)


@pytest.mark.parametrize(("name", "words"), [("no", "There is no folder"), (".", "no picture in")])
def test_a_folder_without_pictures_is_told(tmp_path, name, words):
    with pytest.raises(NoVideoError, match=words):
        open_source(f"folder:{tmp_path / name}").open()
