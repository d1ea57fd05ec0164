"""The Pi's own encoder feeds the same ring, clip and viewers as the kit's."""

import io
import time

import av
import pytest

from hardware_mocks.camera.views.cards import CardsView
from makerkit.camera.clips import ClipWriter
from makerkit.camera.fan_out import MP4, FanOut
from makerkit.camera.packets import PacketRing
from makerkit.camera.pi_encoder import PiEncoder


def drain(viewer):
    parts = []
    while (part := viewer.next(0)) is not None:
        parts.append(part.data)
    return parts


@pytest.fixture
def picam2(bench):
    from picamera2 import Picamera2

    bench.views["0"] = CardsView()
    with Picamera2() as camera:
        config = camera.create_video_configuration({"size": (320, 240)}, controls={"FrameRate": 15})
        camera.configure(config)
        yield camera


def test_one_encode_goes_to_a_ring_a_clip_and_a_viewer(picam2, tmp_path):
    fan_out, ring = FanOut(fps=15), PacketRing(5)
    encoder = PiEncoder(fan_out.add, fps=15)
    viewer = fan_out.subscribe(MP4)
    fan_out.record(ring.add)
    encoder.start(picam2)
    picam2.start()
    time.sleep(1)
    parts = drain(viewer)
    seen_at_ns = ring.since(0)[-1].t_ns
    with ClipWriter(tmp_path / "a.mp4") as clip:
        clip.write_all(ring.since(seen_at_ns - 500_000_000))
        end = fan_out.record(clip.write)
        time.sleep(1)
        end()
    encoder.stop()
    picam2.stop()
    with av.open(str(tmp_path / "a.mp4")) as film:
        times = [float(p.pts * p.time_base) for p in film.decode(video=0)]
    assert times == pytest.approx([n / 15 for n in range(len(times))], abs=0.001)
    assert 28 <= len(times) <= 30
    with av.open(io.BytesIO(b"".join(parts + drain(viewer)))) as film:
        assert 28 <= len(list(film.decode(video=0))) <= 30


def test_packets_have_the_sensor_s_time_and_key_frames_come_each_second(picam2):
    ring = PacketRing(5)
    encoder = PiEncoder(ring.add, fps=15, keyframe_s=0.4)
    encoder.start(picam2)
    picam2.start()
    taken_ns = picam2.capture_metadata()["SensorTimestamp"]
    time.sleep(1)
    encoder.force_key()
    picam2.stop()
    encoder.stop()
    packets = ring.since(0)
    assert taken_ns // 1000 in [packet.t_ns // 1000 for packet in packets]
    assert [n for n, packet in enumerate(packets) if packet.is_key][:3] == [0, 6, 12]
