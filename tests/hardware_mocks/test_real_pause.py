"""The pause of programs in real time: it ends with a signal, and leaves nothing behind."""

import select
import signal
from pathlib import Path

import pytest

from hardware_mocks.real_pause import pause

SOON_S = 0.05


@pytest.fixture
def alarm():
    """Have a function called by a signal in a moment."""
    before = signal.getsignal(signal.SIGALRM)

    def call(handler):
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, SOON_S)

    yield call
    signal.signal(signal.SIGALRM, before)


def open_files():
    return sorted(file.name for file in Path("/proc/self/fd").iterdir())


def test_it_waits_until_a_signal_has_been_handled(alarm):
    heard = []
    alarm(lambda number, _frame: heard.append(number))
    pause()
    assert heard == [signal.SIGALRM]


def test_what_the_handler_raises_comes_out_and_nothing_stays_behind(alarm):
    before = open_files()

    def interrupt(_number, _frame):
        raise KeyboardInterrupt

    alarm(interrupt)
    with pytest.raises(KeyboardInterrupt):
        pause()
    assert open_files() == before
    assert signal.set_wakeup_fd(-1) == -1


def test_a_signal_that_python_has_noted_but_not_handled_yet_is_not_missed(alarm, mocker):
    """It comes between the beginning of the wait and the wait itself."""
    wait = select.select

    def late(heard, *others):
        signal.raise_signal(signal.SIGALRM)
        return wait(heard, *others)

    heard = []
    signal.signal(signal.SIGALRM, lambda number, _frame: heard.append(number))
    mocker.patch("select.select", late)
    pause()
    assert heard == [signal.SIGALRM]
