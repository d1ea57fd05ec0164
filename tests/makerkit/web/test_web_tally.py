"""Counting what is asked, by many threads at once."""

import contextlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from makerkit.web.tally import Tally

TOGETHER_S = 0.1


class Raced(Tally):
    """Sets its timer so slowly that another thread, if it may, sets one as well."""

    others = threading.Barrier(1)  # while it is made, it is alone

    @property
    def timer(self):
        return self._timer

    @timer.setter
    def timer(self, timer):
        self._timer = timer
        with contextlib.suppress(threading.BrokenBarrierError):
            is_second = self.others.wait(TOGETHER_S) > 0
            while is_second and self._timer.ident is None:
                time.sleep(0.001)  # until the first one has started what both have set


@pytest.fixture
def tally():
    made = Raced()
    made.timer.join()
    made.others = threading.Barrier(2)
    yield made
    made.timer.join()


def test_two_threads_that_ask_at_once_are_both_counted(tally):
    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(tally.acquire_entry, "somebody", 3, 60) for _ in range(2)]
        assert [one.result() for one in asked] == [True, True]
    _, count = tally.get_moving_window("somebody", 3, 60)
    assert count == 2


def test_more_than_is_allowed_is_refused(tally):
    assert [tally.acquire_entry("somebody", 2, 60) for _ in range(3)] == [True, True, False]
