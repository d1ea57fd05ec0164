"""Every source of chance is seeded, and put back afterwards.

`numpy.random` is imported first: imported during a run, it would draw from the seeded source.
"""

import os
import random
import secrets
import subprocess
import sys
import tempfile
import uuid

import numpy as np
import numpy.random
import pytest
from virtual_runs import run


def everything(say):
    """Draw from each source once."""
    drawn = random.SystemRandom()
    say("random", random.random(), random.randrange(10**9), random.gauss())
    say("Random()", random.Random().random())
    random.seed()
    say("seed()", random.random())
    say("SystemRandom", drawn.random())
    say("urandom", os.urandom(8))
    say("uuid", str(uuid.uuid1()), str(uuid.uuid4()))
    say("secrets", secrets.token_hex(), secrets.randbelow(10**9), secrets.choice(range(10**9)))
    say("numpy", np.random.rand(), np.random.randint(10**9))
    say("default_rng", np.random.default_rng().random())
    say("RandomState", np.random.RandomState().rand())
    np.random.seed()
    say("numpy seed()", np.random.rand())
    say("names", next(tempfile._RandomNameSequence()))
    say("shuffle", random.sample(range(100), 10))


def test_one_seed_gives_one_course_of_chance():
    assert run(everything, seed=7).said == run(everything, seed=7).said


def test_another_seed_gives_another_course_at_every_source():
    one, other = run(everything, seed=7).said, run(everything, seed=8).said
    assert [a[0] for a, b in zip(one, other, strict=True) if a == b] == []


def test_seeding_with_a_number_is_as_ever():
    def program(say):
        random.seed(42)
        say(random.random(), random.Random(42).random(), random.Random("a").random())

    expected = random.Random(42).random()
    assert run(program).said == [(expected, expected, random.Random("a").random())]


def test_drawing_twice_gives_different_values():
    def program(say):
        say(uuid.uuid4() != uuid.uuid4(), os.urandom(9) != os.urandom(9))
        say(random.Random().random() != random.Random().random())

    assert run(program).said == [(True, True), True]


def test_afterwards_chance_is_the_systems_again():
    random.seed(5)
    expected = random.Random(5).random()
    before = (os.urandom, random._urandom, random.seed, random.Random.seed, uuid._node)
    run(lambda say: random.random())
    assert (os.urandom, random._urandom, random.seed, random.Random.seed, uuid._node) == before
    assert random.random() == expected
    assert os.urandom(16) != os.urandom(16)


def test_threads_outside_get_the_systems_chance():
    from hardware_mocks.virtual_time import real

    def draw(_seen):
        seen, done = [], real.allocate_lock()
        done.acquire()

        def outside():
            seen.append((os.urandom(16), random.Random().random()))
            done.release()

        real.start_new_thread(outside, ())
        done.acquire()
        _seen(seen[0])

    assert run(draw).said != run(draw).said


@pytest.mark.parametrize("module", ["numpy", "numpy.random"])
def test_numpy_imported_during_the_run_is_seeded(module):
    script = f"""
from hardware_mocks.virtual_time import VirtualTime
with VirtualTime(seed=3):
    import {module}
    import numpy as np
    print(np.random.rand(), np.random.default_rng().random())
"""
    first, second = (
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
        ).stdout
        for _ in range(2)
    )
    assert first == second
