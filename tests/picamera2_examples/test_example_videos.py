"""Recording: files that decode, with as many pictures, at the times, that the program asked for."""

import io
import threading
import time

import av
import cv2
import numpy as np
import pytest


def decoded(file, **how):
    """Return the BGR pictures of a video."""
    with av.open(file if isinstance(file, io.BytesIO) else str(file), **how) as video:
        return [frame.to_ndarray(format="bgr24") for frame in video.decode(video=0)]


def times(file):
    """Return the times of a video's pictures in seconds."""
    with av.open(str(file)) as video:
        return sorted(float(p.pts * p.time_base) for p in video.demux(video=0) if p.pts is not None)


def recorder(size=(320, 240), **how):
    from picamera2 import Picamera2

    picam2 = Picamera2()
    picam2.configure(picam2.create_video_configuration({"size": size}, **how))
    return picam2


def test_two_seconds_of_h264_are_sixty_pictures(cards, red):
    from picamera2.encoders import H264Encoder

    picam2 = recorder()
    picam2.start_recording(H264Encoder(bitrate=2_000_000), "test.h264")
    time.sleep(2.01)
    picam2.stop_recording()
    picam2.close()
    pictures = decoded("test.h264")
    assert len(pictures) == 60
    assert pictures[0].shape == (240, 320, 3)
    assert red(pictures[50][120, 160])


def test_an_mp4_knows_its_times_and_its_length(cards):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import PyavOutput

    picam2 = recorder(controls={"FrameRate": 25})
    picam2.start_recording(H264Encoder(), PyavOutput("test.mp4"))
    time.sleep(2.01)
    picam2.stop_recording()
    picam2.close()
    found = times("test.mp4")
    assert len(found) == 50
    assert np.diff(found) == pytest.approx(0.04, abs=0.001)


def test_the_easiest_video(cards, red):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.video_configuration.size = (640, 360)
        picam2.start_and_record_video("easy.mp4", duration=1.5)
    pictures = decoded("easy.mp4")
    assert len(pictures) == pytest.approx(44, abs=1)
    assert pictures[0].shape == (360, 640, 3)
    assert red(pictures[-1][180, 320])


def test_an_mjpeg_file_is_one_jpeg_after_another(cards, red):
    from picamera2.encoders import MJPEGEncoder, Quality

    picam2 = recorder()
    picam2.start_recording(MJPEGEncoder(), "test.mjpeg", quality=Quality.HIGH)
    time.sleep(1.01)
    picam2.stop_recording()
    picam2.close()
    pictures = decoded("test.mjpeg")
    assert len(pictures) == 30
    assert red(pictures[-1][120, 160])


def test_what_a_callback_draws_is_in_the_video(room):
    from picamera2 import MappedArray
    from picamera2.encoders import H264Encoder

    def stamp(request):
        with MappedArray(request, "main") as mapped:
            cv2.rectangle(mapped.array, (20, 20), (120, 100), (0, 0, 255, 0), -1)  # XBGR: blue

    picam2 = recorder()
    picam2.pre_callback = stamp
    picam2.start_recording(H264Encoder(4_000_000), "stamped.h264")
    time.sleep(1)
    picam2.stop_recording()
    picam2.close()
    blue, green, red = (int(level) for level in decoded("stamped.h264")[-1][60, 70])
    assert blue > 200
    assert max(green, red) < 60


def test_a_late_callback_is_in_the_video_and_not_in_the_picture(room):
    from picamera2 import MappedArray
    from picamera2.encoders import H264Encoder

    def late(request):
        with MappedArray(request, "main") as mapped:
            mapped.array[20:100, 20:120] = (0, 0, 255, 0)

    picam2 = recorder()
    picam2.post_callback = late
    picam2.start_recording(H264Encoder(4_000_000), "late.h264")
    time.sleep(1)
    job = picam2.capture_array(wait=False)
    picture = job.get_result()
    picam2.stop_recording()
    picam2.close()
    assert decoded("late.h264")[-1][60, 70, 0] > 200
    assert picture[150, 70, 0] < 200


def test_lores_is_recorded_while_main_is_photographed(cards, red):
    from picamera2 import Picamera2
    from picamera2.encoders import H264Encoder

    with Picamera2() as picam2:
        config = picam2.create_video_configuration(
            {"size": (640, 480), "format": "RGB888"}, lores={"size": (320, 240)}, encode="lores"
        )
        picam2.configure(config)
        picam2.start_recording(H264Encoder(), "small.h264")
        time.sleep(1)
        with picam2.captured_request() as request:
            request.save("main", "large.jpg")
        picam2.stop_recording()
    assert decoded("small.h264")[-1].shape == (240, 320, 3)
    assert red(decoded("small.h264")[-1][120, 160])
    assert cv2.imread("large.jpg").shape == (480, 640, 3)


def test_two_encoders_at_once(cards):
    from picamera2 import Picamera2
    from picamera2.encoders import H264Encoder, MJPEGEncoder

    with Picamera2() as picam2:
        config = picam2.create_video_configuration({"size": (640, 480)}, lores={"size": (320, 240)})
        picam2.configure(config)
        large, small = H264Encoder(), MJPEGEncoder()
        picam2.start_encoder(large, "large.h264", name="main")
        picam2.start_encoder(small, "small.mjpeg", name="lores")
        assert picam2.encoders == {large, small}
        picam2.start()
        time.sleep(0.5)
        picam2.stop_encoder(small)
        time.sleep(0.5)
        picam2.stop()
        picam2.stop_encoder()
    assert len(decoded("large.h264")) == pytest.approx(29, abs=1)
    assert len(decoded("small.mjpeg")) == pytest.approx(14, abs=1)


def test_one_encoder_with_two_outputs(cards):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import FileOutput

    picam2 = recorder()
    encoder = H264Encoder()
    second = FileOutput("second.h264")
    encoder.output = [FileOutput("first.h264"), second]
    picam2.start_encoder(encoder)
    picam2.start()
    time.sleep(1.01)
    second.stop()
    time.sleep(1)
    picam2.stop()
    picam2.stop_encoder()
    picam2.close()
    assert len(decoded("first.h264")) == pytest.approx(60, abs=1)
    assert len(decoded("second.h264")) == pytest.approx(30, abs=1)


def test_a_circular_output_keeps_what_was_before_the_event(bench):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import CircularOutput

    picam2 = recorder()
    output = CircularOutput(buffersize=60)
    picam2.start_recording(H264Encoder(repeat=True, iperiod=15), output)
    time.sleep(5)
    output.fileoutput = "event.h264"
    output.start()
    time.sleep(1)
    output.stop()
    time.sleep(1)
    picam2.stop_recording()
    picam2.close()
    assert len(decoded("event.h264")) == pytest.approx(90, abs=16)


def test_the_newer_circular_output_writes_an_mp4(bench):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import CircularOutput2, PyavOutput

    picam2 = recorder()
    output = CircularOutput2(buffer_duration_ms=2000)
    picam2.start_recording(H264Encoder(iperiod=15), output)
    time.sleep(5)
    output.open_output(PyavOutput("event.mp4"))
    time.sleep(3)
    output.close_output()
    picam2.stop_recording()
    picam2.close()
    found = times("event.mp4")
    assert found[-1] - found[0] == pytest.approx(3, abs=0.6)


def test_time_stamps_go_into_a_file_of_their_own(bench, own_folder):
    from picamera2.encoders import H264Encoder

    picam2 = recorder()
    with (own_folder / "times.txt").open("w") as pts:
        picam2.start_recording(H264Encoder(), "test.h264", pts=pts)
        time.sleep(1.01)
        picam2.stop_recording()
    picam2.close()
    stamps = [float(line) for line in (own_folder / "times.txt").read_text().split()]
    assert len(stamps) == 30
    assert np.diff(stamps) == pytest.approx(33.333, abs=0.002)


def test_a_video_in_memory(cards):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import FileOutput

    data = io.BytesIO()
    picam2 = recorder()
    picam2.start_recording(H264Encoder(), FileOutput(data))
    time.sleep(1.01)
    picam2.stop_recording()
    picam2.close()
    data.seek(0)
    assert len(decoded(data, format="h264")) == 30


def test_a_stream_of_jpegs_for_a_browser(cards, red):
    from picamera2.encoders import JpegEncoder
    from picamera2.outputs import FileOutput

    class Latest(io.BufferedIOBase):
        def __init__(self):
            self.frames = []
            self.news = threading.Condition()

        def write(self, data):
            with self.news:
                self.frames.append(bytes(data))
                self.news.notify_all()
            return len(data)

    latest = Latest()
    picam2 = recorder()
    picam2.start_recording(JpegEncoder(), FileOutput(latest))
    for _ in range(10):
        with latest.news:
            latest.news.wait()
    picam2.stop_recording()
    picam2.close()
    picture = cv2.imdecode(np.frombuffer(latest.frames[-1], np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape == (240, 320, 3)
    assert time.monotonic() == pytest.approx(0.34, abs=0.05)


def test_an_output_of_ones_own_sees_key_frames_and_times(bench):
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import Output

    class Notes(Output):
        def __init__(self):
            super().__init__()
            self.seen = []

        def outputframe(self, frame, keyframe=True, timestamp=None, packet=None, audio=False):
            self.seen.append((keyframe, timestamp, len(frame)))

    notes = Notes()
    picam2 = recorder()
    picam2.start_recording(H264Encoder(iperiod=10), notes)
    time.sleep(1.01)
    picam2.stop_recording()
    picam2.close()
    keys = [index for index, (is_key, _, _) in enumerate(notes.seen) if is_key]
    assert keys == [0, 10, 20]
    assert notes.seen[0][1] == 0
    assert np.diff([stamp for _, stamp, _ in notes.seen]) == pytest.approx(33_333, abs=1)


def test_better_quality_makes_a_larger_file(bench, own_folder):
    from picamera2.encoders import H264Encoder, Quality

    for quality in (Quality.VERY_LOW, Quality.VERY_HIGH):
        picam2 = recorder()
        picam2.start_recording(H264Encoder(), f"{quality.name}.h264", quality=quality)
        time.sleep(1.5)
        picam2.stop_recording()
        picam2.close()
    sizes = {path.stem: path.stat().st_size for path in own_folder.iterdir()}
    assert sizes["VERY_HIGH"] > 1.5 * sizes["VERY_LOW"]


def test_files_one_after_another_without_stopping_the_camera(bench):
    from picamera2.encoders import H264Encoder

    picam2 = recorder()
    picam2.start()
    for name in ("a.h264", "b.h264"):
        picam2.start_encoder(H264Encoder(), name)
        time.sleep(1)
        picam2.stop_encoder()
    picam2.close()
    assert [len(decoded(name)) for name in ("a.h264", "b.h264")] == pytest.approx([30, 30], abs=1)


def test_unencoded_frames_are_as_large_as_the_buffer(bench, own_folder):
    from picamera2.encoders import Encoder

    picam2 = recorder(buffer_count=4)
    size = picam2.stream_configuration()["framesize"]
    picam2.start_recording(Encoder(), "test.raw")
    time.sleep(0.51)
    picam2.stop_recording()
    picam2.close()
    assert (own_folder / "test.raw").stat().st_size == 15 * size


def test_every_third_picture_only(bench):
    from picamera2.encoders import H264Encoder

    picam2 = recorder()
    encoder = H264Encoder()
    encoder.frame_skip_count = 3
    picam2.start_recording(encoder, "third.h264")
    time.sleep(2.01)
    picam2.stop_recording()
    picam2.close()
    assert len(decoded("third.h264")) == 20


def test_a_time_lapse_video_by_a_slow_frame_rate(bench):
    from picamera2.encoders import H264Encoder

    picam2 = recorder(controls={"FrameRate": 2})
    picam2.start_recording(H264Encoder(), "slow.h264")
    time.sleep(10.1)
    picam2.stop_recording()
    picam2.close()
    assert len(decoded("slow.h264")) == 20


def test_a_recording_that_begins_when_something_moves(cards):
    from picamera2 import Picamera2
    from picamera2.encoders import H264Encoder

    cards.take_away()
    with Picamera2() as picam2:
        config = picam2.create_video_configuration({"size": (640, 480)}, lores={"size": (320, 240)})
        picam2.configure(config)
        picam2.start()
        encoder, before, began = H264Encoder(), None, None
        time.sleep(1)
        while time.monotonic() < 4:
            if time.monotonic() > 2 and not cards.has_card:
                cards.show("green")
            luma = picam2.capture_buffer("lores")[: 320 * 240].astype(int)
            if before is not None and np.square(luma - before).mean() > 30 and began is None:
                picam2.start_encoder(encoder, "moved.h264")
                began = time.monotonic()
            before = luma
        picam2.stop_encoder()
    assert began == pytest.approx(2.05, abs=0.06)
    assert len(decoded("moved.h264")) == pytest.approx((4 - began) * 30, abs=2)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda p: p.start_encoder(), "No encoder specified"),
        (lambda p: setattr(p, "encoders", 5), "Must pass Encoder or set of"),
    ],
)
def test_recording_mistakes_are_refused_in_the_real_words(bench, call, words):
    picam2 = recorder()
    with pytest.raises(RuntimeError, match=words):
        call(picam2)
    picam2.close()


def test_a_stream_that_is_not_configured_cannot_be_encoded(bench):
    from picamera2.encoders import H264Encoder

    picam2 = recorder()
    with pytest.raises(RuntimeError, match="Encode stream lores was not defined"):
        picam2.start_recording(H264Encoder(), "test.h264", name="lores")
    picam2.close()
