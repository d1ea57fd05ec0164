"""The baton: threads of one program take turns, and the clock jumps when all of them wait.

One registered thread runs at a time. It hands the baton on only where it blocks (a sleep,
a lock, a join). When no thread can run, the clock, an integer count of nanoseconds, jumps
to the earliest deadline of a heap ordered by (time, sequence number). What happens in the
simulated world (a button is pressed, an echo comes back) stands in the same heap. So a run
depends on the program and the world alone, never on the machine.

A program may also look at the world without blocking, again and again: a busy loop. Each
such look is a *poll*; the first ones cost nothing, later ones move the clock by small fixed
steps. These constants are part of what a check may rely on.
"""

import heapq
import itertools
from _thread import get_ident
from collections import deque
from collections.abc import Callable
from typing import Any

from hardware_mocks.virtual_time import real

NS_PER_S = 1_000_000_000

NEW_YEAR_2025_S = 1_735_689_600
"""When a simulated world begins that does not say: 2025-01-01 00:00 UTC, seconds since 1970."""

FREE_POLLS = 1_000
"""Polls since the last blocking call that cost no time."""
POLL_STEP_NS = 10_000
"""What the first poll beyond the free ones costs: about what a pin read takes on a Pi."""
MAX_POLL_STEP_NS = 1_000_000
"""The step doubles every `FREE_POLLS` polls up to this, so a busy loop is exact to 1 ms."""
TURNS_PER_TICK = 1_000
"""Turns of `while` bodies that touch nothing are counted, and paid for in one go."""
TICK_NS = 500_000
"""`TURNS_PER_TICK` turns cost this: 0.5 us a turn."""
MOST_DISMISSALS = 100
"""How often a thread that swallows its end is told again."""

HAND_OVER_S = 0.05
"""Real seconds in which a baton that is on its way has certainly arrived."""

SIGNALS_EVERY_S = 0.5
"""How often, in real seconds, the main thread looks for Ctrl-C: one that came just
before it began to wait does not wake it."""


class RunEnded(SystemExit):
    """The simulated run is over; raised where a thread waits, as Ctrl-C would be.

    Attributes:
        reason: "time limit", "deadlock", "powered off" or "returned".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(0)
        self.reason = reason

    def __str__(self) -> str:
        return f"the run in virtual time is over: {self.reason}"


class ProgramStuckError(BaseException):
    """The clock has not moved for some real seconds: the program computes without end."""


class Task:
    """One registered thread.

    Attributes:
        name: the thread's name, for messages.
        waiting: True while it is parked or about to be.
        waits_for: why it waits: "sleep", "lock", "condition" (an event, a queue: somebody
            must notify it), "join", "pause" or "select".
        done: True once its function has returned.
        error: what is raised in it when it gets the baton next.
        thread: the `threading.Thread`, where it is one.
    """

    __slots__ = (
        "baton", "done", "error", "ident", "joiners", "name", "poll_step_ns",
        "polls", "thread", "ticket", "timed_out", "turns", "waiting", "waits_for",
    )  # fmt: skip

    def __init__(self, name: str, thread: Any = None) -> None:
        self.name = name
        self.thread = thread
        self.ident = 0
        self.baton = real.allocate_lock()
        self.baton.acquire()
        self.waiting = False
        self.waits_for = ""
        self.ticket = 0  # grows with every wake, so that an old deadline is recognised
        self.timed_out = False
        self.done = False
        self.joiners: list[Task] = []
        self.error: BaseException | None = None
        self.polls = 0
        self.poll_step_ns = POLL_STEP_NS
        self.turns = 0


class Scheduler:
    """Virtual time for the threads that are registered with it.

    Example::

        scheduler = Scheduler(until_s=60)
        scheduler.adopt_this_thread("main")
        scheduler.after(1_500_000_000, button.press)

    Args:
        until_s: virtual seconds after which the run ends, or None for no limit.
        epoch_s: what `time.time()` says at the start, in seconds since 1970 (UTC).
    """

    def __init__(self, until_s: float | None = None, epoch_s: float = NEW_YEAR_2025_S) -> None:
        self.now_ns = 0
        self.epoch_ns = round(epoch_s * NS_PER_S)
        self.until_ns = None if until_s is None else round(until_s * NS_PER_S)
        self.ended: str | None = None
        self.main: Task | None = None
        self.current: Task = Task("nobody")
        self.selecting: list[Task] = []
        self.can_hear_the_world: Callable[[], bool] = lambda: False
        self.on_end: Callable[[str], None] = lambda _reason: None
        self._tasks: dict[int, Task] = {}
        self._runnable: deque[Task] = deque()
        self._heap: list[tuple[int, int, Task | None, int, Callable[..., Any] | None, Any]] = []
        self._sequence = itertools.count(1)

    # -- registration

    def adopt_this_thread(self, name: str) -> Task:
        """Make the calling thread the main one and give it the baton."""
        task = Task(name)
        task.ident = get_ident()
        self._tasks[task.ident] = task
        self.main = self.current = task
        return task

    def task_of_this_thread(self) -> Task | None:
        """Return the calling thread's task if it holds the baton, or None for a stranger."""
        task = self.current
        return task if task.ident == get_ident() else None

    def add_thread(self, task: Task) -> None:
        """Queue a thread that has just been started; its ident must be set."""
        self._tasks[task.ident] = task
        self._runnable.append(task)

    def unfinished(self) -> list[Task]:
        """Return every registered task but the main one that has not ended."""
        return [task for task in self._tasks.values() if task is not self.main and not task.done]

    def everybody(self) -> list[Task]:
        """Return every registered task that has not ended, the main one first."""
        return [task for task in self._tasks.values() if not task.done]

    # -- the world's events

    def at(self, t_ns: int, action: Callable[..., Any], *args: Any) -> None:
        """Call `action(*args)` at virtual time `t_ns`. It must not block."""
        entry = (max(t_ns, self.now_ns), next(self._sequence), None, 0, action, args)
        heapq.heappush(self._heap, entry)

    def after(self, delay_ns: int, action: Callable[..., Any], *args: Any) -> None:
        """Call `action(*args)` in `delay_ns` from now. It must not block."""
        self.at(self.now_ns + delay_ns, action, *args)

    def input_changed(self) -> None:
        """Something that busy loops may be looking for has happened: look closely again."""
        for task in self._tasks.values():
            task.poll_step_ns = POLL_STEP_NS
            task.polls = min(task.polls, FREE_POLLS)

    # -- waiting

    def block(self, task: Task, deadline_ns: int | None, waits_for: str) -> bool:
        """Hand the baton on until somebody wakes `task` or the deadline comes.

        Returns:
            True when it was woken, False when the deadline came first.
        """
        task.waits_for = waits_for
        if deadline_ns is None or deadline_ns > self.now_ns:
            task.polls = task.turns = 0
            task.poll_step_ns = POLL_STEP_NS
        return self._wait(task, deadline_ns)

    def sleep(self, task: Task, duration_ns: int) -> None:
        """Let `duration_ns` pass; 0 lets the other threads run that can."""
        if duration_ns > 0:
            t_ns = self.now_ns + duration_ns
            if self._nothing_happens_until(t_ns):
                self.now_ns = t_ns
                task.polls = task.turns = 0
                task.poll_step_ns = POLL_STEP_NS
            else:
                self.block(task, t_ns, "sleep")
            return
        self.poll()
        if self._runnable:
            self.step_aside(task)

    def step_aside(self, task: Task) -> None:
        """Let every other thread that can run go first, without time passing."""
        task.waiting = True
        self.wake(task)
        self._hand_on(task)

    def wake(self, task: Task) -> None:
        """Make a waiting task runnable; nothing happens to one that is not waiting."""
        if task.waiting and not task.done:
            task.waiting = task.timed_out = False
            task.ticket += 1
            self._runnable.append(task)

    def poll(self) -> None:
        """Note that the running thread looked at the world without waiting."""
        task = self.current
        if task.waiting or task.ident != get_ident():
            return  # the world itself looks, or a thread that lives in real time
        task.polls += 1
        if task.polls > FREE_POLLS:
            step_ns = task.poll_step_ns
            if task.polls % FREE_POLLS == 0:
                task.poll_step_ns = min(step_ns * 2, MAX_POLL_STEP_NS)
            self._charge(task, step_ns)

    def tick(self) -> None:
        """Note one turn of a `while` body; many of them cost a little time."""
        task = self.current
        if task.waiting or task.ident != get_ident():
            return
        task.turns += 1
        if task.turns >= TURNS_PER_TICK:
            task.turns = 0
            self._charge(task, TICK_NS)

    def finish(self, task: Task) -> None:
        """End `task`, wake who joins it, and hand the baton on for good."""
        task.done = task.waiting = True  # whatever the world does in `_pick` is not its doing
        for joiner in task.joiners:
            self.wake(joiner)
        self._tasks.pop(task.ident, None)
        following = self._pick()
        self.current = following
        following.baton.release()

    # -- the end

    def end(self, reason: str) -> None:
        """End the run: the main thread is interrupted where it waits."""
        if self.ended is None:
            self.ended = reason
            self.on_end(reason)
        if self.main is not None:
            self.main.error = RunEnded(self.ended)
            if self.main.waiting:
                self.wake(self.main)

    def dismiss(self, task: Task) -> bool:
        """End one other thread where it waits; return whether it has ended."""
        me = self.task_of_this_thread()
        assert me is not None
        assert me is not task
        if task.thread is not None:  # pytest's hook reports even the exit of a thread
            task.thread._invoke_excepthook = lambda _thread: None
        for _ in range(MOST_DISMISSALS):  # it may wait again in its `finally`, or swallow the end
            if task.done:
                break
            task.error = SystemExit()  # exactly this one is silent in a bare thread
            self.wake(task)
            self.step_aside(me)
        return task.done

    def dismiss_all(self) -> list[str]:
        """End every other thread where it waits; the main thread must hold the baton.

        Returns:
            The names of threads that would not end.
        """
        assert self.main is not None
        self.ended = self.ended or "returned"
        self.until_ns = None
        for task in self.unfinished():
            self.dismiss(task)
        return [task.name for task in self.unfinished()]

    # -- inside

    def _nothing_happens_until(self, t_ns: int) -> bool:
        """Whether the running thread may move the clock to `t_ns` by itself."""
        heap = self._heap
        return (
            not self._runnable
            and (not heap or heap[0][0] > t_ns)
            and (self.until_ns is None or t_ns <= self.until_ns)
            and self.ended is None
        )

    def _charge(self, task: Task, cost_ns: int) -> None:
        """Let the running thread spend time without it counting as a blocking call."""
        t_ns = self.now_ns + cost_ns
        if self._nothing_happens_until(t_ns):
            self.now_ns = t_ns
        else:
            task.waits_for = "sleep"
            self._wait(task, t_ns)

    def _wait(self, task: Task, deadline_ns: int | None) -> bool:
        task.waiting = True
        if deadline_ns is not None:
            entry = (deadline_ns, next(self._sequence), task, task.ticket, None, ())
            heapq.heappush(self._heap, entry)
        self._hand_on(task)
        return not task.timed_out

    def _hand_on(self, task: Task) -> None:
        """Give the baton to whoever is next; return when it comes back."""
        following = self._pick()
        if following is not task:
            self.current = following
            following.baton.release()
            self._park(task)
        if task.error is not None:
            error, task.error = task.error, None
            raise error

    def _park(self, task: Task) -> None:
        look_s = SIGNALS_EVERY_S if task is self.main else -1
        while True:
            try:
                while not task.baton.acquire(timeout=look_s):
                    pass
                return
            except (KeyboardInterrupt, ProgramStuckError) as interrupt:
                if task.error is not None:
                    raise
                task.error = interrupt
                if self.current is task:  # the interrupt came while the baton was handed over
                    task.baton.acquire(timeout=HAND_OVER_S)
                    return
                self.wake(task)

    def _pick(self) -> Task:
        """Return the task to run next, moving the clock and the world as far as needed."""
        runnable, heap = self._runnable, self._heap
        while True:
            if runnable:
                return runnable.popleft()
            if not heap:
                self._nothing_is_planned()
                continue
            t_ns, _, task, ticket, action, args = heap[0]
            if self.until_ns is not None and t_ns > self.until_ns and self.ended is None:
                self.now_ns = self.until_ns
                self.end("time limit")
                continue
            heapq.heappop(heap)
            if task is not None and (not task.waiting or task.ticket != ticket or task.done):
                continue  # it was woken before this deadline, or an error ended its wait for good
            self.now_ns = max(self.now_ns, t_ns)
            if task is not None:
                task.waiting = False
                task.timed_out = True
                task.ticket += 1
                return task
            assert action is not None
            try:
                action(*args)
            except BaseException as error:  # the main thread's affair, whoever waits here
                assert self.main is not None
                self.main.error = error
                self.wake(self.main)

    def _nothing_is_planned(self) -> None:
        """Every thread waits for ever and the world has nothing in store."""
        if self.until_ns is not None and self.can_hear_the_world():
            self.now_ns = self.until_ns  # a person might still press a button: wait to the end
            self.end("time limit")
        else:
            self.end("deadlock")
