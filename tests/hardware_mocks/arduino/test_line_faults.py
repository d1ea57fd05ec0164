"""What a bad cable does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.arduino.faults import Faults
from hardware_mocks.arduino.uart import Timed
from makerkit.errors import BadInputError

MS = 1_000_000
FAR = 10**15


def sent(count=1000, step_ns=MS):
    return [Timed(n * step_ns, n & 0xFF) for n in range(1, count + 1)]


def test_a_good_cable_changes_nothing():
    faults = Faults()

    assert (faults.is_clean, faults.through(sent(), FAR)) == (True, sent())


def test_damage_flips_one_bit_of_a_share():
    faults = Faults()
    faults.damage(share=0.1, seed=4)
    flips = [
        (a.byte ^ b.byte).bit_count()
        for a, b in zip(sent(10_000), faults.through(sent(10_000), FAR), strict=True)
    ]

    assert set(flips) == {0, 1}
    assert 900 < sum(flips) < 1100


def test_dropped_bytes_are_gone_and_the_others_keep_their_times():
    faults = Faults()
    faults.drop(share=0.5, seed=1)
    out = faults.through(sent(), FAR)

    assert set(out) < set(sent())
    assert 400 < len(out) < 600


def test_a_split_holds_everything_back_for_the_gap():
    faults = Faults()
    faults.split(share=1.0, gap_ms=20)
    got = [faults.through(sent(2), 2 * MS), faults.through([], 21 * MS), faults.through([], FAR)]

    assert got == [[], [Timed(21 * MS, 1)], [Timed(41 * MS, 2)]]


def test_noise_comes_by_itself_at_its_rate():
    faults = Faults()
    faults.noise(per_s=100, seed=2)
    count = sum(len(faults.through([], second * 1000 * MS)) for second in range(1, 101))

    assert 9_000 < count < 11_000


def test_without_its_faults_a_cable_is_good_again():
    faults = Faults()
    faults.damage(share=1.0)
    faults.noise(per_s=1000)
    faults.mend()

    assert (faults.is_clean, faults.through(sent(), FAR)) == (True, sent())


@settings(deadline=None)
@given(st.integers(0, 99), st.lists(st.integers(0, 1000), max_size=10))
def test_the_same_seed_gives_the_same_however_often_one_asks(seed, cuts):
    def run(cuts):
        faults = Faults(seed)
        faults.damage(share=0.2)
        faults.drop(share=0.1)
        faults.split(share=0.05, gap_ms=3)
        out, rest = [], sent(300)
        for cut in sorted(cuts):
            out += faults.through([b for b in rest if b.t_ns <= cut * MS], cut * MS)
            rest = [b for b in rest if b.t_ns > cut * MS]
        return out + faults.through(rest, FAR)

    assert run(cuts) == run([])


def test_kinds_of_faults_do_not_change_each_other():
    alone, both = Faults(), Faults()
    for faults in (alone, both):
        faults.damage(share=0.3, seed=7)
    both.split(share=0.3, gap_ms=1)

    assert [b.byte for b in both.through(sent(), FAR)] == [
        b.byte for b in alone.through(sent(), FAR)
    ]


@pytest.mark.parametrize("kind", ["damage", "drop", "split"])
@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_a_share_lies_between_none_and_all(kind, share):
    with pytest.raises(BadInputError, match="`share` must lie between 0 and 1"):
        getattr(Faults(), kind)(share=share)
