"""What picamera2's manual and examples teach about recording, judged by the files that come out."""

import io
import time
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from hardware_mocks.camera.views.cards import CardsView


def film_of(path, form=None):
    """Return the times in seconds and the pictures (BGR) of a film."""
    with av.open(path if hasattr(path, "read") else str(path), format=form) as film:
        found = [(p.pts, p.time_base, p.to_ndarray(format="bgr24")) for p in film.decode(video=0)]
    return [float(pts * base) for pts, base, _ in found if pts is not None], [f for *_, f in found]


@pytest.fixture
def cards(bench):
    view = CardsView()
    view.show("red", at=(0.2, 0.2, 0.6, 0.6))
    bench.views["0"] = view
    return view


@pytest.fixture
def picam2(bench, cards, tmp_path, monkeypatch):
    from picamera2 import Picamera2

    monkeypatch.chdir(tmp_path)
    with Picamera2() as camera:
        camera.configure(camera.create_video_configuration({"size": (320, 240)}))
        yield camera


def is_red(picture):
    blue, green, red = picture[picture.shape[0] // 2, picture.shape[1] // 2].astype(int)
    return red > 150 and max(blue, green) < 100


def test_capture_h264(picam2):
    from picamera2.encoders import H264Encoder

    picam2.start_recording(H264Encoder(bitrate=1_000_000), "test.h264")
    time.sleep(2)
    picam2.stop_recording()
    _, pictures = film_of("test.h264", "h264")
    assert 59 <= len(pictures) <= 60
    assert pictures[-1].shape == (240, 320, 3)
    assert is_red(pictures[-1])


def test_mp4_capture_has_the_camera_s_own_times(picam2):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import FfmpegOutput, PyavOutput

    for kind in (FfmpegOutput, PyavOutput):
        picam2.set_controls({"FrameRate": 20})
        picam2.start_recording(H264Encoder(), kind("test.mp4"))
        time.sleep(3)
        picam2.stop_recording()
        times, pictures = film_of("test.mp4")
        assert np.diff(times)[30:] == pytest.approx([0.05] * (len(times) - 31), abs=0.001)
        assert is_red(pictures[-1])


def test_start_and_record_video_in_one_line(picam2):
    picam2.start_and_record_video("new_video.mp4", duration=2)
    times, _ = film_of("new_video.mp4")
    assert times[-1] == pytest.approx(2, abs=0.1)


def test_capture_mjpeg(picam2):
    from picamera2.encoders import JpegEncoder, MJPEGEncoder

    for encoder in (MJPEGEncoder(), JpegEncoder(q=70)):
        picam2.start_recording(encoder, "test.mjpeg")
        time.sleep(1)
        picam2.stop_recording()
        data = Path("test.mjpeg").read_bytes()
        assert 29 <= data.count(b"\xff\xd8\xff") <= 30
        first = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        assert first.shape == (240, 320, 3)


def test_capture_circular_keeps_what_was_before_something_moved(picam2, cards):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import CircularOutput

    encoder = H264Encoder(1_000_000, repeat=True, iperiod=15)
    encoder.output = ring = CircularOutput(buffersize=60)
    picam2.start()
    picam2.start_encoder(encoder)
    time.sleep(3)
    cards.show("blue", at=(0.2, 0.2, 0.6, 0.6))  # something has happened
    ring.fileoutput = "motion.h264"
    ring.start()
    time.sleep(1)
    ring.stop()
    picam2.stop_encoder()
    _, pictures = film_of("motion.h264", "h264")
    reds = [is_red(picture) for picture in pictures]
    assert 45 <= sum(reds) <= 60
    assert len(reds) - sum(reds) == pytest.approx(30, abs=2)
    assert reds == sorted(reds, reverse=True)  # first what was before


def test_circular_output2_makes_films_that_follow_each_other(picam2):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import CircularOutput2, PyavOutput

    ring = CircularOutput2(buffer_duration_ms=2000)
    picam2.start_recording(H264Encoder(iperiod=15), ring)
    time.sleep(4)
    ring.open_output(PyavOutput("first.mp4"))
    time.sleep(3)
    ring.close_output()
    ring.open_output(PyavOutput("second.mp4"))
    time.sleep(2)
    picam2.stop_recording()
    assert film_of("first.mp4")[0][-1] == pytest.approx(3, abs=0.6)
    assert film_of("second.mp4")[0][-1] == pytest.approx(4, abs=0.6)


def test_a_recording_is_split_without_losing_a_picture(picam2):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import PyavOutput, SplittableOutput

    output = SplittableOutput(PyavOutput("a.mp4"))
    picam2.start_recording(H264Encoder(iperiod=15), output)
    time.sleep(1.2)
    output.split_output(PyavOutput("b.mp4"))
    time.sleep(1)
    picam2.stop_recording()
    first, second = film_of("a.mp4")[0], film_of("b.mp4")[0]
    assert len(first) % 15 == 0
    assert second[0] == pytest.approx(0, abs=0.001) or second[0] > first[-1]
    assert len(first) + len(second) == pytest.approx(75, abs=1)


def test_two_encoders_on_two_streams(bench, cards, tmp_path):
    from picamera2 import Picamera2
    from picamera2.encoders import H264Encoder, MJPEGEncoder
    from picamera2.outputs import FileOutput

    with Picamera2() as picam2:
        config = picam2.create_video_configuration(
            {"size": (640, 480)}, lores={"size": (320, 240), "format": "YUV420"}
        )
        picam2.configure(config)
        large, small = io.BytesIO(), io.BytesIO()
        picam2.start_encoder(H264Encoder(), FileOutput(large), name="main")
        picam2.start_encoder(MJPEGEncoder(), FileOutput(small), name="lores")
        picam2.start()
        time.sleep(1)
        picam2.stop()
        picam2.stop_encoder()
    _, pictures = film_of(io.BytesIO(large.getvalue()), "h264")
    picture = cv2.imdecode(np.frombuffer(small.getvalue(), np.uint8), cv2.IMREAD_COLOR)
    assert pictures[-1].shape == (480, 640, 3)
    assert picture.shape == (240, 320, 3)
    assert is_red(pictures[-1])


def test_what_a_callback_draws_is_in_the_film(picam2):
    from picamera2 import MappedArray
    from picamera2.encoders import H264Encoder

    def stamp(request):
        with MappedArray(request, "main") as mapped:
            cv2.rectangle(mapped.array, (0, 0), (60, 30), (0, 255, 0), -1)

    picam2.pre_callback = stamp
    picam2.start_recording(H264Encoder(), "test.h264")
    time.sleep(1)
    picam2.stop_recording()
    _, pictures = film_of("test.h264", "h264")
    blue, green, red = pictures[-1][15, 30].astype(int)
    assert green > 200
    assert max(blue, red) < 90
    assert is_red(pictures[-1])


def test_a_still_while_a_film_is_recorded(picam2):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import FileOutput

    encoder = H264Encoder()
    picam2.start_recording(encoder, FileOutput("test.h264"))
    time.sleep(0.5)
    request = picam2.capture_request()
    request.save("main", "test.jpg")
    request.release()
    time.sleep(0.5)
    picam2.stop_recording()
    assert is_red(cv2.imread("test.jpg"))
    assert len(film_of("test.h264", "h264")[1]) == pytest.approx(30, abs=2)
    assert encoder.frames_encoded == pytest.approx(30, abs=2)


def test_timestamps_are_written_beside_the_film(picam2):
    from picamera2.encoders import H264Encoder

    picam2.start_recording(H264Encoder(), "test.h264", pts="timestamp.txt")
    time.sleep(1)
    encoder = next(iter(picam2.encoders))
    picam2.stop_recording()
    encoder.output.ptsoutput.close()
    times_ms = [float(line) for line in Path("timestamp.txt").read_text().splitlines()]
    assert times_ms[0] == 0
    assert np.diff(times_ms) == pytest.approx([33.333] * (len(times_ms) - 1), abs=0.01)


def test_the_browser_example_s_output_gets_whole_jpegs(picam2):
    from threading import Condition

    from picamera2.encoders import JpegEncoder
    from picamera2.outputs import FileOutput

    class StreamingOutput(io.BufferedIOBase):
        def __init__(self):
            self.frame = None
            self.condition = Condition()

        def write(self, buf):
            with self.condition:
                self.frame = buf
                self.condition.notify_all()

    output = StreamingOutput()
    picam2.start_recording(JpegEncoder(), FileOutput(output))
    seen = []
    for _ in range(5):
        with output.condition:
            output.condition.wait()
            seen.append((time.monotonic(), output.frame))
    picam2.stop_recording()
    steps = np.diff([time_s for time_s, _ in seen])
    assert steps == pytest.approx([1 / 30] * 4, abs=1e-4)
    assert all(cv2.imdecode(np.frombuffer(f, np.uint8), 1).shape == (240, 320, 3) for _, f in seen)
