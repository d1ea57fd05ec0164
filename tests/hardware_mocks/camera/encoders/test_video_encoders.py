"""picamera2's encoders make real H.264 and JPEG, and say no in the package's own words."""

import io
import statistics

import av
import cv2
import numpy as np
import pytest
from fake_requests import FakeRequest, begin, run

from hardware_mocks.camera.encoders import (
    Encoder,
    H264Encoder,
    JpegEncoder,
    LibavH264Encoder,
    LibavMjpegEncoder,
    MJPEGEncoder,
    MultiEncoder,
    Quality,
)
from hardware_mocks.camera.outputs import FileOutput, Output
from makerkit.camera.mp4 import nal
from makerkit.errors import UnsupportedHereError


class Listening(Output):
    """Keeps what it gets."""

    def __init__(self):
        super().__init__()
        self.got = []

    def outputframe(self, frame, keyframe=True, timestamp=None, packet=None, audio=False):
        self.got.append((bytes(frame), keyframe, timestamp))

    @property
    def keys(self):
        return [number for number, (_, keyframe, _) in enumerate(self.got) if keyframe]


def pictures_of(h264):
    with av.open(io.BytesIO(h264), format="h264") as film:
        return [picture.to_ndarray(format="bgr24") for picture in film.decode(video=0)]


@pytest.mark.parametrize("kind", [H264Encoder, LibavH264Encoder])
def test_h264_decodes_to_what_the_camera_saw(kind):
    output = io.BytesIO()
    run(kind(), FileOutput(output), 30)
    seen = pictures_of(output.getvalue())
    assert len(seen) == 30
    blue, green, red = seen[29][60, 39].astype(int)
    assert red > 180
    assert max(blue, green) < 70


@pytest.mark.parametrize("kind", [H264Encoder, LibavH264Encoder, MJPEGEncoder, LibavMjpegEncoder])
def test_times_are_those_of_the_sensor_from_the_first_picture_on(kind):
    output = Listening()
    run(kind(), output, 4)
    assert [time_us for _, _, time_us in output.got] == [0, 33_333, 66_666, 100_000]


def test_key_frames_come_as_the_encoder_was_told():
    for encoder, keys in (
        (H264Encoder(iperiod=10), [0, 10, 20]),
        (H264Encoder(), [0]),  # 60 on a Pi
        (LibavH264Encoder(), [0]),  # 30
        (LibavH264Encoder(iperiod=0), [0]),
        (LibavH264Encoder(iperiod=7), [0, 7, 14, 21, 28]),
    ):
        output = Listening()
        run(encoder, output, 30)
        assert output.keys == keys


@pytest.mark.parametrize("kind", [H264Encoder, LibavH264Encoder])
def test_a_key_frame_comes_when_it_is_asked_for(kind):
    encoder, output = kind(), Listening()
    encoder.output = output
    begin(encoder)
    for number in range(10):
        if number == 4:
            encoder.force_key_frame()
        encoder.encode("main", FakeRequest(number))
    encoder.stop()
    assert output.keys == [0, 4]


def test_repeat_says_whether_headers_come_with_each_key_frame():
    for repeat in (True, False):
        output = Listening()
        run(H264Encoder(iperiod=5, repeat=repeat), output, 11)
        kinds = [{nal.unit_type(u) for u in nal.units(output.got[key][0])} for key in output.keys]
        assert [nal.SPS in found and nal.PPS in found for found in kinds] == [True, repeat, repeat]
        assert len(pictures_of(b"".join(data for data, _, _ in output.got))) == 11


@pytest.mark.parametrize(
    ("profile", "code"), [("baseline", 66), ("Main", 77), ("high", 100), (None, 66)]
)
def test_the_profile_stands_in_the_stream(profile, code):
    output = Listening()
    run(H264Encoder(profile=profile), output, 2)
    assert nal.ParameterSets.of(output.got[0][0]).sps[1] == code


@pytest.mark.parametrize("kind", [H264Encoder, LibavH264Encoder])
def test_an_unknown_profile_is_refused_in_the_packages_words(kind):
    with pytest.raises(RuntimeError, match="Profile best not recognised"):
        run(kind(profile="best"), Listening(), 1)


def test_more_quality_takes_more_bytes():
    sizes = []
    for quality in (Quality.VERY_LOW, Quality.MEDIUM, Quality.VERY_HIGH):
        output = Listening()
        run(LibavMjpegEncoder(), output, 3, quality=quality)
        sizes.append(len(output.got[-1][0]))
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2] * 0.8


def test_the_bit_rate_follows_quality_and_size_as_on_a_pi():
    encoder = H264Encoder()
    run(encoder, Listening(), 1, size=(960, 540), quality=Quality.HIGH)
    assert encoder.bitrate == 9_000_000 // 4
    own = H264Encoder(bitrate=1_234_567)
    run(own, Listening(), 1)
    assert own.bitrate == 1_234_567
    libav = LibavH264Encoder()
    run(libav, Listening(), 1, size=(960, 540))
    assert libav.bitrate == 3_500_000


def test_a_coarser_quantiser_takes_fewer_bytes():
    sizes = []
    for qp in (10, 40):
        output = Listening()
        run(H264Encoder(qp=qp), output, 10)
        sizes.append(sum(len(data) for data, _, _ in output.got))
    assert sizes[1] < sizes[0] / 2


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (MJPEGEncoder, {}),
        (LibavMjpegEncoder, {"qp": 5}),
        (JpegEncoder, {"q": 70}),
        (JpegEncoder, {}),
    ],
)
@pytest.mark.parametrize("fmt", ["XBGR8888", "RGB888", "YUV420"])
def test_each_jpeg_is_a_picture_of_its_own_with_the_right_colours(kind, options, fmt):
    output = Listening()
    run(kind(**options), output, 3, fmt=fmt)
    assert output.keys == [0, 1, 2]
    for number, (data, _, _) in enumerate(output.got):
        seen = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        assert seen.shape == (120, 160, 3)
        assert seen[60, 10 + number, 2] > 180


def test_the_mjpeg_encoder_comes_to_its_bit_rate():
    output = Listening()
    run(MJPEGEncoder(bitrate=300_000), output, 60)
    per_s = statistics.mean(len(data) for data, _, _ in output.got[-20:]) * 8 * 30
    assert 240_000 < per_s < 330_000


def test_colours_read_in_the_wrong_order_are_swapped():
    output = Listening()
    run(JpegEncoder(q=90, colour_space="RGB"), output, 1, fmt="RGB888")  # which is blue first
    seen = cv2.imdecode(np.frombuffer(output.got[0][0], np.uint8), cv2.IMREAD_COLOR)
    assert seen[60, 10, 0] > 180


def test_colour_at_full_size_takes_more_bytes():
    sizes = []
    for subsampling in ("420", "444"):
        output = Listening()
        run(JpegEncoder(q=90, colour_subsampling=subsampling), output, 1)
        sizes.append(len(output.got[0][0]))
    # OpenCV before 4.7 always takes 420.
    assert (sizes[0] < sizes[1]) is hasattr(cv2, "IMWRITE_JPEG_SAMPLING_FACTOR")


def test_an_encoder_of_ones_own_gets_every_request_and_gives_it_back():
    class Counting(MultiEncoder):
        def encode_func(self, request, name):
            assert request.holders == 2
            return f"{name} {request.number};".encode()

    output = Listening()
    encoder = Counting(num_threads=2)
    encoder.output = output
    begin(encoder)
    requests = [FakeRequest(number) for number in range(3)]
    for request in requests:
        encoder.encode("main", request)
    encoder.stop()
    assert [data for data, _, _ in output.got] == [b"main 0;", b"main 1;", b"main 2;"]
    assert [request.holders for request in requests] == [1, 1, 1]


def test_the_plain_encoder_passes_pictures_on_as_they_are():
    output = Listening()
    run(Encoder(), output, 2, fmt="RGB888")
    assert output.got[1][0] == FakeRequest(1).bgr("main").tobytes()


def test_of_so_many_pictures_one_is_encoded():
    encoder, output = LibavMjpegEncoder(), Listening()
    encoder.frame_skip_count = 3
    run(encoder, output, 10)
    assert [time_us for _, _, time_us in output.got] == [0, 100_000, 200_000, 300_000]
    assert encoder.frames_encoded == 10


def test_several_outputs_get_the_same():
    outputs = [Listening(), Listening()]
    encoder = H264Encoder()
    run(encoder, outputs, 3)
    assert outputs[0].got == outputs[1].got
    assert encoder.output == outputs
    encoder.output = outputs[0]
    assert encoder.output is outputs[0]


def test_a_second_run_begins_at_zero_with_a_key_frame():
    encoder, output = H264Encoder(), Listening()
    run(encoder, output, 3)
    run(encoder, output, 3)
    assert output.keys == [0, 3]
    assert output.got[3][2] == 0


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("width", 1.5, "Width must be integer"),
        ("height", "2", "Height must be integer"),
        ("size", [1, 2], "Size must be a tuple of two integers"),
        ("stride", None, "Stride must be integer"),
        ("name", 3, "Name must be string"),
        ("output", "video.h264", "Must pass Output"),
        ("output", [None], "Must pass Output"),
    ],
)
def test_wrong_values_are_refused_in_the_packages_words(name, value, words):
    with pytest.raises(RuntimeError, match=words):
        setattr(Encoder(), name, value)


def test_starting_twice_and_stopping_twice_are_refused_in_the_packages_words():
    encoder = LibavMjpegEncoder()
    encoder.output = Listening()
    begin(encoder)
    with pytest.raises(RuntimeError, match="Encoder already running"):
        begin(encoder)
    encoder.stop()
    with pytest.raises(RuntimeError, match="Encoder already stopped"):
        encoder.stop()


def test_the_hardware_does_not_take_every_format():
    with pytest.raises(RuntimeError, match="Unrecognised format"):
        run(H264Encoder(), Listening(), 1, fmt="YUYV")


def test_sound_is_refused_with_its_reason():
    encoder = H264Encoder()
    encoder.audio = True
    with pytest.raises(UnsupportedHereError, match="the simulated bench has none"):
        run(encoder, Listening(), 1)


def test_the_same_pictures_give_the_same_bytes():
    first, second = Listening(), Listening()
    run(H264Encoder(), first, 10)
    run(H264Encoder(), second, 10)
    assert first.got == second.got
