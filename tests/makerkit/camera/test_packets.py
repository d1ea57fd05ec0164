"""The ring begins with a key frame and holds what it promises; times only grow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makerkit.camera.mp4 import nal
from makerkit.camera.packets import Packet, PacketRing, PacketStamper
from makerkit.camera.steady_time import SteadyTime
from makerkit.errors import BadInputError

STEP_US = 66_667


def packet(number, *, key_each=15, size=10):
    t_us = number * STEP_US
    return Packet(bytes(size), t_us * 1000, t_us, number % key_each == 0)


def filled(seconds, count, **more):
    ring = PacketRing(seconds)
    for number in range(count):
        ring.add(packet(number, **more))
    return ring


def test_the_ring_holds_its_seconds_and_begins_with_a_key_frame():
    kept = filled(3.0, 200).since(0)
    assert kept[0].is_key
    assert 3.0 <= (kept[-1].pts_us - kept[0].pts_us) / 1e6 < 4.1
    assert kept[-1].pts_us == 199 * STEP_US


def test_since_gives_the_key_frame_before_that_time():
    ring = filled(10.0, 100)
    assert ring.since(packet(50).t_ns)[0] == packet(45)
    assert ring.since(packet(45).t_ns)[0] == packet(45)
    assert ring.since(packet(500).t_ns)[0] == packet(90)


def test_packets_before_the_first_key_frame_are_not_kept():
    ring = PacketRing(3.0)
    ring.add(packet(1))
    assert ring.since(0) == []


def test_the_memory_is_bounded_whatever_the_pictures_weigh():
    ring = PacketRing(60.0, most_bytes=10_000)
    for number in range(300):
        ring.add(packet(number, size=500))
    assert ring.size_bytes <= 10_000 + 15 * 500
    assert ring.since(0)[0].is_key


def test_after_clearing_it_begins_anew():
    ring = filled(5.0, 50)
    ring.clear()
    assert (len(ring), ring.size_bytes, ring.since(0)) == (0, 0, [])
    ring.add(packet(60))
    assert ring.since(0) == [packet(60)]


@pytest.mark.parametrize("seconds", [0, -1, 601])
def test_a_ring_of_senseless_length_is_refused_in_words(seconds):
    with pytest.raises(BadInputError, match="more than 0 and at most 600"):
        PacketRing(seconds)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(1, 3_000_000)), max_size=60),
    st.floats(0.1, 5.0),
    st.integers(0, 60_000_000_000),
)
def test_the_ring_never_holds_a_picture_that_cannot_be_decoded(steps, seconds, since_ns):
    ring, t_us, added = PacketRing(seconds), 0, []
    for is_key, step_us in steps:
        t_us += step_us
        added.append(Packet(b"x", t_us * 1000, t_us, is_key))
        ring.add(added[-1])
    kept, part = ring.since(0), ring.since(since_ns)
    assert kept == added[len(added) - len(kept) :]  # the newest, without a hole
    assert part == kept[len(kept) - len(part) :]
    assert not kept or (kept[0].is_key and part[0].is_key)
    first_key = next((p for p in added if p.is_key), None)
    if first_key is not None:
        reach_us = t_us - max(kept[0].pts_us, first_key.pts_us)
        assert kept[0] is first_key or reach_us >= seconds * 1e6 - 1
    assert ring.size_bytes == len(kept)


@given(st.lists(st.integers(-(10**12), 10**15), max_size=50))
def test_stamps_only_grow_whatever_the_clock_does(times_ns):
    steady = SteadyTime()
    placed = [steady.place(t_ns) for t_ns in times_ns]
    assert placed == sorted(set(placed))
    assert placed[:1] in ([], [0])


@given(st.lists(st.integers(1_000, 5_000_000_000), max_size=50))
def test_a_clock_that_runs_well_is_followed_exactly(steps_ns):
    steady, t_ns = SteadyTime(), 77
    steady.place(t_ns)
    for step_ns in steps_ns:
        t_ns += step_ns
        assert steady.place(t_ns) == (t_ns - 77) // 1000
    assert steady.jumps == 0


def test_packets_of_another_encoder_get_steady_times():
    stamper = PacketStamper(fps=30)
    made = [stamper.packet(b"x", t_ns=t, is_key=True) for t in (10**9, 2 * 10**9, 0)]
    assert [p.pts_us for p in made] == [0, 1_000_000, 2_000_000]
    assert made[2].t_ns == 0


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=8), st.booleans())
def test_nal_units_come_out_as_they_went_in(contents, long_codes):
    units = [b"\x41" + c.replace(b"\0", b"\1") for c in contents]
    code = b"\0\0\0\1" if long_codes else b"\0\0\1"
    assert nal.units(b"".join(code + unit for unit in units)) == units


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_apart_without_a_crash(data):
    assert all(nal.units(data))
    nal.sample(data)
