"""picamera2's outputs write files that decode, with the times of their pictures."""

import io
import socket
from contextlib import suppress

import av
import pytest
from fake_requests import FakeRequest, begin, run

from hardware_mocks.camera.encoders import Encoder, H264Encoder, JpegEncoder, MJPEGEncoder
from hardware_mocks.camera.outputs import (
    CircularOutput,
    CircularOutput2,
    FfmpegOutput,
    FileOutput,
    Output,
    PyavOutput,
    SplittableOutput,
)
from makerkit.errors import UnsupportedHereError


def times_s(film):
    with av.open(film if hasattr(film, "read") else str(film)) as opened:
        return [float(picture.pts * picture.time_base) for picture in opened.decode(video=0)]


def start(encoder, output, **more):
    encoder.output = output
    begin(encoder, **more)
    return lambda numbers: [encoder.encode("main", FakeRequest(n)) for n in numbers]


def count(film):
    """Return how many pictures bare H.264 has, which knows no times."""
    with av.open(film if hasattr(film, "read") else str(film), format="h264") as opened:
        return len(list(opened.decode(video=0)))


@pytest.mark.parametrize("as_text", [True, False])
def test_a_file_is_written_and_closed(tmp_path, as_text):
    path = tmp_path / "a.h264"
    output = FileOutput(str(path) if as_text else path)
    run(H264Encoder(), output, 15)
    assert output.fileoutput.closed
    assert count(path) == 15


def test_the_pts_file_has_milliseconds(tmp_path):
    output = FileOutput(io.BytesIO(), pts=str(tmp_path / "times.txt"))
    run(H264Encoder(), output, 3)
    output.ptsoutput.close()  # the package does not
    assert (tmp_path / "times.txt").read_text() == "0.000\n33.333\n66.666\n"


def test_what_was_given_open_stays_open():
    given = io.BytesIO()
    run(JpegEncoder(), FileOutput(given), 2)
    assert given.getvalue().count(b"\xff\xd8\xff") == 2


def test_a_file_begins_with_a_key_frame(tmp_path):
    given = io.BytesIO()
    go = start(encoder := H264Encoder(iperiod=10), Output())
    go(range(5))
    encoder.output = output = FileOutput(given)
    output.start()
    go(range(5, 15))
    encoder.stop()
    assert count(io.BytesIO(given.getvalue())) == 5  # from number 10 on


def test_what_is_no_file_is_refused_in_the_packages_words():
    with pytest.raises(RuntimeError, match=r"Must pass io\.BufferedIOBase"):
        FileOutput(42)
    with pytest.raises(RuntimeError, match="Must pass callback function or None"):
        FileOutput().connectiondead = 42


def test_a_stream_goes_over_a_socket_and_tells_when_the_other_end_has_gone():
    ours, theirs = socket.socketpair()
    errors = []
    file = ours.makefile("wb")
    output = FileOutput(file)
    output.connectiondead = lambda error: errors.append(type(error))
    go = start(encoder := JpegEncoder(), output)
    go([0])
    assert theirs.recv(3) == b"\xff\xd8\xff"
    theirs.close()
    go([1, 2])
    encoder.stop()
    assert errors[0] in (BrokenPipeError, ConnectionResetError)
    assert output.dead
    with suppress(BrokenPipeError):
        file.close()
    ours.close()


def test_datagrams_are_cut_to_size():
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with ours, theirs, ours.makefile("wb") as file:
        run(JpegEncoder(q=90), FileOutput(file, split=1000), 1)
        theirs.setblocking(False)
        sizes = []
        with suppress(BlockingIOError):
            while True:
                sizes.append(len(theirs.recv(70_000)))
    assert set(sizes[:-1]) == {1000}
    assert 0 < sizes[-1] <= 1000


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.ts"])
@pytest.mark.parametrize("kind", [PyavOutput, FfmpegOutput])
def test_a_film_has_the_times_of_its_pictures(tmp_path, name, kind):
    run(H264Encoder(iperiod=15), kind(str(tmp_path / name)), 45)
    seen = times_s(tmp_path / name)
    steps = [time_s - seen[0] for time_s in seen]
    assert steps == pytest.approx([number / 30 for number in range(45)], abs=0.001)


def test_motion_jpegs_get_into_a_film(tmp_path):
    run(MJPEGEncoder(), PyavOutput(str(tmp_path / "a.mkv")), 10)
    assert len(times_s(tmp_path / "a.mkv")) == 10
    run(MJPEGEncoder(), PyavOutput(str(tmp_path / "a.mjpg")), 10)
    assert len(times_s(tmp_path / "a.mjpg")) == 10


def test_raw_pictures_get_into_a_film(tmp_path):
    run(Encoder(), PyavOutput(str(tmp_path / "a.avi")), 5, fmt="RGB888")
    with av.open(str(tmp_path / "a.avi")) as film:
        pictures = [p.to_ndarray(format="bgr24") for p in film.decode(video=0)]
    assert len(pictures) == 5
    assert (pictures[4] == FakeRequest(4).bgr("main")).all()


def test_options_reach_the_container(tmp_path):
    options = {"movflags": "faststart"}
    run(H264Encoder(), PyavOutput(str(tmp_path / "a.mp4"), options=options), 10)
    data = (tmp_path / "a.mp4").read_bytes()
    assert data.find(b"moov") < data.find(b"mdat")


def test_a_format_may_be_named_and_the_film_go_into_memory():
    given = io.BytesIO()
    run(H264Encoder(), PyavOutput(given, format="mpegts"), 10)
    assert len(times_s(io.BytesIO(given.getvalue()))) == 10


def test_a_film_that_cannot_go_on_tells_its_callback(tmp_path, mocker):
    errors = []
    output = PyavOutput(str(tmp_path / "a.mp4"))
    output.error_callback = errors.append
    go = start(encoder := H264Encoder(), output)
    mocker.patch.object(output._container, "write", side_effect=OSError("No space left on device"))
    go([0, 1])
    encoder.stop()
    assert [str(error) for error in errors] == ["No space left on device"]


def test_a_folder_that_is_not_there_is_told_to_the_callback_as_on_a_pi(tmp_path):
    errors = []
    output = PyavOutput(str(tmp_path / "no" / "a.mp4"))
    output.error_callback = errors.append
    run(H264Encoder(), output, 3)
    assert [type(error).__mro__[-4] for error in errors] == [OSError]


def test_a_playlist_of_segments_is_written_in_ffmpegs_words(tmp_path):
    words = f"-f hls -hls_time 1 -hls_list_size 5 -hls_flags independent_segments {tmp_path}/s.m3u8"
    run(H264Encoder(iperiod=30), FfmpegOutput(words), 90)
    listed = (tmp_path / "s.m3u8").read_text()
    assert listed.count("#EXTINF:1.0") == 3
    assert listed.endswith("#EXT-X-ENDLIST\n")
    assert len(times_s(tmp_path / "s.m3u8")) == 90


def test_words_that_change_nothing_are_taken():
    given = "-loglevel warning -y -c:v copy -an -movflags frag_keyframe+empty_moov a.mp4"
    from hardware_mocks.camera.outputs.ffmpegoutput import understand

    assert understand(given) == ("a.mp4", None, {"movflags": "frag_keyframe+empty_moov"})


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("-vf hflip a.mp4", "'-vf'"),
        ("-c:v libx265 a.mp4", "'-c:v libx265'"),
        ("a.mp4 b.mp4", "'a.mp4'"),
        ("-f", "does not end with a file's name"),
        ("", "does not end with a file's name"),
    ],
)
def test_words_for_which_ffmpeg_would_have_to_run_are_refused_by_name(words, named):
    encoder = H264Encoder()
    encoder.output = FfmpegOutput(words)
    with pytest.raises(UnsupportedHereError, match=named):
        begin(encoder)


def test_sound_by_ffmpeg_is_refused_with_its_reason():
    with pytest.raises(UnsupportedHereError, match="needs a microphone"):
        FfmpegOutput("a.mp4", audio=True).start()


def test_the_ring_of_pictures_writes_what_was_before(tmp_path):
    output = CircularOutput(buffersize=30)
    go = start(encoder := H264Encoder(iperiod=10), output)
    go(range(50))  # the ring holds 20..49
    output.fileoutput = str(tmp_path / "a.h264")
    output.start()
    go(range(50, 60))
    output.stop()
    go(range(60, 70))
    encoder.stop()
    with av.open(str(tmp_path / "a.h264"), format="h264") as film:
        seen = [p.to_ndarray(format="bgr24")[60].argmax(axis=0)[2] for p in film.decode(video=0)]
    assert len(seen) == 30  # 30, the first key frame in the ring then, to 59


def test_the_ring_refuses_what_is_no_number_and_sound_in_the_packages_words():
    with pytest.raises(RuntimeError, match="Buffer size must be integer"):
        CircularOutput(buffersize=1.5)
    with pytest.raises(RuntimeError, match="does not support audio"):
        CircularOutput().outputframe(b"", audio=True)


def test_the_ring_of_seconds_gives_a_film_what_was_before(tmp_path):
    ring = CircularOutput2(buffer_duration_ms=1000)
    go = start(encoder := H264Encoder(iperiod=10), ring)
    go(range(60))  # the ring holds 30..59
    ring.open_output(PyavOutput(str(tmp_path / "a.mp4")))
    go(range(60, 90))
    ring.close_output()
    ring.open_output(PyavOutput(str(tmp_path / "b.mp4")))
    go(range(90, 100))
    encoder.stop()  # what the ring still holds goes into b
    assert times_s(tmp_path / "a.mp4") == pytest.approx([n / 30 for n in range(30)], abs=0.001)
    second = times_s(tmp_path / "b.mp4")
    assert second == pytest.approx([n / 30 for n in range(len(second))], abs=0.001)
    assert len(second) == 40 or (len(second) == 39 and av.__version__.startswith("10."))


def test_the_ring_of_seconds_keeps_order_in_the_packages_words(tmp_path):
    ring = CircularOutput2()
    with pytest.raises(RuntimeError, match="No underlying output has been opened"):
        ring.close_output()
    with pytest.raises(RuntimeError, match="Circular output was not started"):
        ring.stop()
    ring.start()
    with pytest.raises(RuntimeError, match="Circular output is running"):
        ring.start()
    ring.open_output(Output())
    with pytest.raises(RuntimeError, match="must be closed first"):
        ring.open_output(Output())
    with pytest.raises(RuntimeError, match="may not be negative"):
        CircularOutput2(buffer_duration_ms=-1)


def test_a_split_loses_no_picture(tmp_path, virtual_time):
    import threading
    import time

    output = SplittableOutput(PyavOutput(str(tmp_path / "a.mp4")))
    encoder = H264Encoder(iperiod=10)
    go = start(encoder, output)

    def camera():
        for number in range(40):
            go([number])
            time.sleep(1 / 30)
        encoder.stop()

    filming = threading.Thread(target=camera, name="camera")
    filming.start()
    time.sleep(0.5)  # 15 pictures
    output.split_output(PyavOutput(str(tmp_path / "b.mp4")))
    filming.join()
    assert len(times_s(tmp_path / "a.mp4")) == 20
    assert len(times_s(tmp_path / "b.mp4")) == 20


def test_a_film_that_cannot_be_written_is_told_in_words_where_a_pi_says_nothing(tmp_path, caplog):
    run(H264Encoder(), PyavOutput(str(tmp_path / "no" / "a.mp4")), 3)
    assert "a.mp4 cannot be written" in caplog.text
    assert "Is there such a folder" in caplog.text
