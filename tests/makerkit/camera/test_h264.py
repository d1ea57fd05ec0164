"""The encoder gives a packet for each picture at once, and key frames by the clock."""

import av
import numpy as np
import pytest
from moving_pictures import BOOT_NS, frame, packets

from makerkit.camera.frame import Frame
from makerkit.camera.h264 import H264Encoder
from makerkit.errors import BadInputError


def test_each_picture_gives_its_packet_at_once():
    encoder = H264Encoder(160, 120, fps=15)
    counts = [len(encoder.encode(frame(number))) for number in range(20)]
    assert counts == [1] * 20
    assert encoder.close() == []


def test_packets_keep_the_times_of_their_pictures():
    made = list(packets(16))
    assert [p.t_ns - BOOT_NS for p in made[:3]] == [0, 66_666_667, 133_333_333]
    assert [p.pts_us for p in made[:3]] == [0, 66_666, 133_333]
    assert [p.is_key for p in made] == [True] + [False] * 14 + [True]


def test_key_frames_come_by_the_clock_when_pictures_are_lost():
    encoder = H264Encoder(160, 120, fps=15, keyframe_s=1.0)
    made = [packet for number in range(0, 90, 5) for packet in encoder.encode(frame(number))]
    keys_s = [p.pts_us / 1e6 for p in made if p.is_key]
    assert keys_s == pytest.approx([0, 1, 2, 3, 4, 5], abs=0.001)


def test_a_key_frame_comes_when_it_is_asked_for():
    encoder = H264Encoder(160, 120, fps=15, keyframe_s=60)
    made = []
    for number in range(6):
        if number == 3:
            encoder.force_key()
        made += encoder.encode(frame(number))
    assert [p.is_key for p in made] == [True, False, False, True, False, False]


def test_the_red_ball_is_still_red_and_where_it_was():
    decoder = av.CodecContext.create("h264", "r")
    seen = []
    for packet in packets(10):
        seen += decoder.decode(av.Packet(packet.data))
    seen += decoder.decode(None)
    assert len(seen) == 10
    image = seen[-1].to_ndarray(format="bgr24")
    blue, green, red = image[60, 10 + 9 * 2].astype(int)
    assert red > 180
    assert max(blue, green) < 70
    assert np.abs(image[10].astype(int) - frame(9).image[10]).mean() < 10


def test_the_bit_rate_is_held():
    encoder = H264Encoder(320, 240, fps=15, bitrate=200_000)
    chance = np.random.default_rng(1)
    sizes = []
    for number in range(75):
        noise = chance.integers(0, 60, (240, 320, 3), np.uint8)
        picture = Frame.from_bgr(number, number * 66_666_667, noise)
        sizes += [len(p.data) for p in encoder.encode(picture)]
    assert sum(sizes[15:]) * 8 / 4 < 300_000


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"width": 161}, "even width and height"),
        ({"height": 0}, "even width and height"),
        ({"fps": 0}, "15 is plenty"),
        ({"preset": "quick"}, "none of ultrafast"),
    ],
)
def test_what_cannot_be_encoded_is_refused_in_words(given, words):
    with pytest.raises(BadInputError, match=words):
        H264Encoder(**{"width": 160, "height": 120, **given})


def test_a_picture_of_another_size_is_refused_in_words():
    with pytest.raises(
        BadInputError, match="320x240 pixels, but this encoder was made for 160x120"
    ):
        H264Encoder(160, 120).encode(frame(0, size=(320, 240)))
