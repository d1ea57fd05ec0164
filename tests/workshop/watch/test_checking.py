"""Checks in a thread: each request is answered, and what goes wrong is a verdict."""

from queue import Queue
from threading import Event

from verdicts import failed, passed

from makerkit.errors import NotThereError
from workshop.watch.checking import Checking

NEVER_S = 10


class SlowJudge:
    """Waits until it is let go; remembers what it was asked for."""

    def __init__(self):
        self.asked = []
        self.has_begun, self.may_end = Event(), Event()

    def judge(self, lesson, program):
        self.asked.append(program)
        self.has_begun.set()
        assert self.may_end.wait(NEVER_S)
        return passed()

    def close(self):
        self.may_end.set()


class TellingJudge:
    """Gives one answer after the other."""

    def __init__(self, *answers):
        self._answers = iter(answers)

    def judge(self, lesson, program):
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self):
        pass


def test_of_several_requests_that_wait_only_the_last_is_checked():
    judge, verdicts = SlowJudge(), Queue()
    with Checking(judge, lambda lesson, verdict: verdicts.put(lesson)) as checking:
        checking.ask("first", "1.py")
        assert judge.has_begun.wait(NEVER_S)
        for number in (2, 3, 4):
            checking.ask(f"request {number}", f"{number}.py")
        judge.may_end.set()
        assert [verdicts.get(timeout=NEVER_S) for _ in range(2)] == ["first", "request 4"]
    assert judge.asked == ["1.py", "4.py"]


def test_a_check_that_cannot_run_is_said_and_the_next_one_runs():
    verdicts = Queue()
    judge = TellingJudge(NotThereError("The lesson lacks check.py."), EOFError("gone"), failed())
    with Checking(judge, lambda lesson, verdict: verdicts.put(verdict)) as checking:
        titles = []
        for _ in range(3):
            checking.ask("lesson", "main.py")
            titles.append(verdicts.get(timeout=NEVER_S).text.title)
    assert titles == [
        "The check itself could not run: The lesson lacks check.py.",
        "The check itself could not run: gone",
        "The LED is on for 1.50 s and off for 0.20 s.",
    ]


def test_leaving_in_the_middle_of_a_check_ends_it_without_a_verdict():
    judge, verdicts = SlowJudge(), Queue()
    with Checking(judge, lambda lesson, verdict: verdicts.put(verdict)) as checking:
        checking.ask("lesson", "main.py")
        assert judge.has_begun.wait(NEVER_S)
    assert verdicts.empty()
