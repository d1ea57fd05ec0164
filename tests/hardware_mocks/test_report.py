"""What the program's process tells its parent while the bench is busy."""

import threading

from hardware_mocks.bench import Bench
from hardware_mocks.clock import WallClock
from hardware_mocks.job import Job, Mode
from hardware_mocks.report import Watcher


class Parent:
    """Counts signs of life; `send` takes what is shown."""

    def __init__(self):
        self.signs = 0
        self.shown = threading.Event()
        self._news = threading.Condition()

    def stay_alive(self):
        with self._news:
            self.signs += 1
            self._news.notify_all()

    def send(self, **message):
        self.shown.set()

    def wait_for(self, signs):
        with self._news:
            return self._news.wait_for(lambda: self.signs >= signs, 10)


def test_a_bench_that_computes_for_long_is_alive():
    bench, parent = Bench(WallClock()), Parent()
    watcher = Watcher(bench, parent, Job("p.py", mode=Mode.SIMULATE, watch=True))
    with bench.clock.lock:  # as while a camera's first picture is made
        watcher.start()
        assert parent.wait_for(3)
        assert not parent.shown.is_set()
    assert parent.shown.wait(10)
    watcher.stop()
