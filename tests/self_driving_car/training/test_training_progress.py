"""What a training shows, and when it stops."""

import io

import pytest

from self_driving_car.training.early_stop import EarlyStop
from self_driving_car.training.progress import Progress, bar_line, curve, plain_time


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_it_stops_once_nothing_has_come_for_a_while():
    stop = EarlyStop(patience=2)
    seen = [(stop.is_better(loss, n), stop.is_over) for n, loss in enumerate((3, 2, 2.5, 1.999, 5))]
    assert seen == [(True, False), (True, False), (False, False), (False, True), (False, True)]
    assert (stop.best, stop.best_epoch) == (2, 1)


def test_a_loss_that_is_no_number_is_never_the_best():
    stop = EarlyStop(patience=2)
    assert [stop.is_better(loss, 0) for loss in (float("nan"), float("inf"))] == [False, False]
    assert stop.is_over
    assert stop.best_epoch is None


@pytest.mark.parametrize(
    ("time_s", "said"), [(0.4, "0 s"), (59, "59 s"), (61, "1 min 1 s"), (7500, "2 h 5 min")]
)
def test_times_are_said_as_people_say_them(time_s, said):
    assert plain_time(time_s) == said


def test_a_bar_says_how_much_is_done_and_how_long_it_takes():
    assert bar_line("Epoch 1", 6, 24, 10.0) == (
        "Epoch 1 [######..................] 6 of 24, 30 s left"
    )
    assert bar_line("Epoch 1", 0, 0, 1.0).endswith("0 of 0")


def test_a_curve_is_a_row_of_blocks():
    assert curve([0.8, 0.4, 0.2, 0.0]) == "█▄▂ "
    assert curve([]) == ""
    assert curve([0.0, 0.0]) == "  "


def test_on_a_terminal_the_bar_is_drawn_over_itself_and_goes_away():
    shown = Terminal()
    times = iter(range(100))
    progress = Progress(shown, clock=lambda: next(times))
    assert list(progress.each("abc", 3, "Reading")) == ["a", "b", "c"]
    assert "Reading [" in shown.getvalue()
    assert "\n" not in shown.getvalue()
    assert shown.getvalue().endswith("\r")


def test_elsewhere_there_is_no_bar():
    shown = io.StringIO()
    progress = Progress(shown)
    list(progress.each("abc", 3, "Reading"))
    progress.say("Done.")
    assert shown.getvalue() == "Done.\n"
