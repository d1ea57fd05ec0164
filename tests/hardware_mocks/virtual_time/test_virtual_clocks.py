"""Everything that tells the time: `time`, `datetime`, `select`, `sched`."""

import copy
import datetime
import functools
import pickle
import sched
import select
import subprocess
import sys
import time

import pytest
from virtual_runs import run

from hardware_mocks.virtual_time import clocks, real

NEW_YEAR_S = 1_735_689_600  # 2025-01-01 00:00 UTC
STEADY = ("monotonic", "perf_counter", "process_time")


@pytest.mark.parametrize("name", STEADY)
def test_steady_clocks_count_from_the_start_of_the_run(name):
    def program(say):
        say(getattr(time, name)(), getattr(time, f"{name}_ns")())
        time.sleep(1.25)
        say(getattr(time, name)(), getattr(time, f"{name}_ns")())

    assert run(program).said == [(0.0, 0), (1.25, 1_250_000_000)]


def test_the_date_is_the_simulated_worlds():
    def program(say):
        time.sleep(60.5)
        say(time.time(), time.time_ns())
        say(time.gmtime()[:6])
        say(time.strftime("%H:%M:%S", time.gmtime()))
        say(time.asctime(time.gmtime()))
        say(time.mktime(time.localtime()))
        say(time.strptime(time.ctime()) == time.strptime(time.asctime()))
        say(time.strftime("%Y") in ("2024", "2025"))

    assert run(program).said == [
        (NEW_YEAR_S + 60.5, NEW_YEAR_S * 10**9 + 60_500_000_000),
        (2025, 1, 1, 0, 1, 0),
        "00:01:00",
        "Wed Jan  1 00:01:00 2025",
        NEW_YEAR_S + 60.0,
        True,
        True,
    ]


def test_a_given_time_is_broken_up_as_ever():
    def program(say):
        say(time.gmtime(0)[:3], time.strftime("%Y", time.gmtime(0)))
        say(time.ctime(0) == real.ctime(0))

    assert run(program).said == [((1970, 1, 1), "1970"), True]


def test_the_start_may_be_any_date():
    assert run(lambda say: say(time.time()), epoch_s=1e9).said == [1e9]


@pytest.mark.skipif(not hasattr(time, "clock_gettime"), reason="this system has none")
def test_system_clocks_are_virtual_too():
    def program(say):
        time.sleep(2)
        say(time.clock_gettime(time.CLOCK_MONOTONIC), time.clock_gettime(time.CLOCK_REALTIME))
        say(time.clock_gettime_ns(time.CLOCK_MONOTONIC))

    assert run(program).said == [(2.0, NEW_YEAR_S + 2.0), 2_000_000_000]


def test_after_the_run_everything_tells_real_time():
    run(lambda say: time.sleep(1000))
    for name in (*STEADY, "time"):
        before, now, after = getattr(real, name)(), getattr(time, name)(), getattr(real, name)()
        assert before <= now <= after
    assert abs(datetime.datetime.now().timestamp() - real.time()) < 60


def test_datetime_tells_the_simulated_time():
    def program(say):
        time.sleep(90)
        utc = datetime.UTC
        say(datetime.datetime.now(utc).isoformat())
        say(datetime.datetime.now(tz=utc) - datetime.timedelta(seconds=90))
        say(datetime.datetime.now() == datetime.datetime.fromtimestamp(time.time()))
        say(datetime.datetime.today() == datetime.datetime.now())
        say(datetime.date.today() == datetime.datetime.now().date())
        say(datetime.datetime.utcnow().isoformat())

    assert run(program).said == [
        "2025-01-01T00:01:30+00:00",
        datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC),
        True,
        True,
        True,
        "2025-01-01T00:01:30",
    ]


def test_datetimes_are_what_they_always_were():
    def program(say):
        moment = datetime.datetime(2025, 5, 17, 12, 30, fold=1)
        day = datetime.date(2025, 5, 17)
        assert isinstance(moment, datetime.datetime)
        assert isinstance(moment, datetime.date)
        assert isinstance(datetime.datetime.now(), datetime.datetime)
        assert isinstance(day, datetime.date)
        assert not isinstance(day, datetime.datetime)
        assert not isinstance("2025", datetime.date)
        assert issubclass(datetime.datetime, datetime.date)
        assert issubclass(type(moment), datetime.datetime)
        assert not issubclass(int, datetime.datetime)
        assert type(moment) is real.datetime_class
        assert moment.date() == day
        assert moment - datetime.timedelta(days=1) == datetime.datetime(2025, 5, 16, 12, 30)
        assert datetime.datetime(2025, 5, 18) - moment == datetime.timedelta(hours=11, minutes=30)
        assert moment > datetime.datetime.min
        assert datetime.datetime.combine(day, moment.time()) == moment
        assert datetime.datetime.fromisoformat("2025-05-17T12:30") == moment
        assert datetime.datetime.strptime("17.5.2025 12:30", "%d.%m.%Y %H:%M") == moment
        assert datetime.datetime.fromtimestamp(0, datetime.UTC).year == 1970
        assert datetime.date.fromtimestamp(NEW_YEAR_S).year in (2024, 2025)
        assert datetime.date.fromisoformat("2025-05-17") == day
        assert f"{moment:%d %B}" == "17 May"
        assert moment.replace(hour=1).hour == 1
        match moment:
            case datetime.datetime(year=year):
                say(year)

    assert run(program).said == [2025]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_dates_and_times_can_be_pickled(protocol):
    def program(say):
        for value in (
            datetime.datetime.now(),
            datetime.datetime.now(datetime.UTC),
            datetime.date.today(),
            datetime.datetime(2025, 1, 1, fold=1),
            datetime.timedelta(1),
            datetime.datetime.max,
        ):
            again = pickle.loads(pickle.dumps(value, protocol))
            assert (again, type(again)) == (value, type(value))
            assert copy.deepcopy([value]) == [value]

    run(program)


def test_pickles_are_those_that_any_python_reads():
    run(lambda say: None)
    pickled = pickle.dumps([datetime.datetime(2025, 5, 17, 1), datetime.date(2025, 5, 17)], 4)
    script = f"import pickle; print(pickle.loads({pickled!r}))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[datetime.datetime(2025, 5, 17, 1, 0), datetime.date(2025, 5, 17)]\n"


@pytest.mark.parametrize("first", ["sqlite3", "datetime"])
def test_dates_can_be_written_to_sqlite_whichever_is_imported_first(first):
    script = f"""
import {first}
from hardware_mocks.virtual_time.install import install
install()
import datetime, sqlite3, warnings
warnings.simplefilter("ignore")  # since 3.12 one should bring one's own adapters
values = (datetime.datetime(2025, 5, 17, 1), datetime.date(2025, 5, 17))
print(sqlite3.connect(":memory:").execute("select ?, ?", values).fetchone())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "('2025-05-17 01:00:00', '2025-05-17')\n"


def test_a_function_may_be_chosen_by_the_class_of_a_date():
    @functools.singledispatch
    def name(_value):
        return "anything"

    name.register(datetime.date, lambda _value: "date")
    name.register(datetime.datetime, lambda _value: "datetime")

    assert run(
        lambda say: say(name(datetime.datetime.now()), name(datetime.date.today()))
    ).said == [("datetime", "date")]


def test_a_program_may_derive_its_own_dates():
    def program(say):
        class Stamp(datetime.datetime):
            @property
            def clock(self):
                return f"{self:%H:%M}"

        class Day(datetime.date):
            pass

        stamp = Stamp.now(datetime.UTC)
        say(stamp.clock, type(stamp) is Stamp, isinstance(stamp, datetime.datetime))
        say(isinstance(datetime.datetime.now(), Stamp), issubclass(datetime.datetime, Stamp))
        say(type(Stamp(2025, 1, 1) + datetime.timedelta(1)) is Stamp, type(Day.today()) is Day)
        say(type(Stamp.today()) is Stamp, type(Stamp.utcnow()) is Stamp)

    assert run(program).said == [
        ("00:00", True, True), (False, False), (True, True), (True, True),
    ]  # fmt: skip


def test_the_replaced_classes_pass_for_the_real_ones():
    for stand_in, name in ((clocks.VirtualDateTime, "datetime"), (clocks.VirtualDate, "date")):
        assert (stand_in.__module__, stand_in.__name__) == ("datetime", name)


def test_names_taken_before_are_mended(monkeypatch):
    import types

    early = types.ModuleType("taken_early")
    early.__dict__.update(
        sleep=real.sleep, now=real.monotonic, datetime=real.datetime_class, Lock=real.Lock,
        RLock=real.RLock, allocate_lock=real.allocate_lock, SimpleQueue=real.SimpleQueue,
        pause=real.pause, date=real.date_class,
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "taken_early", early)

    def program(say):
        early.sleep(3)
        say(early.now(), early.datetime.now(datetime.UTC).second)

    assert run(program).log == [(3.0, (3.0, 3))]
    assert not {id(v) for v in vars(early).values()} & {
        id(real.Lock), id(real.RLock), id(real.allocate_lock), id(real.SimpleQueue),
        id(real.pause), id(real.date_class),
    }  # fmt: skip


def test_reading_a_clock_is_a_poll_so_that_a_loop_around_it_ends():
    def program(say):
        while time.monotonic() < 1:
            pass
        say("over")

    assert run(program).times == [pytest.approx(1.0, abs=0.001)]


def test_select_waits_in_virtual_time():
    def program(say):
        say(select.select([], [], [], 2.5))
        say(select.select([], [], [], 0))
        with pytest.raises(TypeError):
            select.select(1, [], [], 1)

    assert run(program).log == [(2.5, ([], [], [])), (2.5, ([], [], []))]


def test_select_takes_what_is_ready_at_once():
    def program(say):
        import socket

        here, there = socket.socketpair()
        with here, there:
            there.send(b"x")
            ready, _, _ = select.select([here], [], [], 100)
            say(ready == [here])

    assert run(program).log == [(0.0, True)]


def test_sched_runs_its_events_on_time():
    def program(say):
        planner = sched.scheduler()
        planner.enter(3, 1, say, ["later"])
        planner.enter(1, 2, say, ["second"])
        planner.enter(1, 1, say, ["first"])
        planner.run()
        timed = sched.scheduler(time.time, time.sleep)
        timed.enterabs(NEW_YEAR_S + 10, 1, say, ["at ten"])
        timed.run()

    assert run(program).log == [(1.0, "first"), (1.0, "second"), (3.0, "later"), (10.0, "at ten")]


def test_log_records_bear_the_simulated_time():
    import logging

    def program(say):
        time.sleep(5)
        say(logging.LogRecord("a", 10, "a.py", 1, "text", (), None).created)

    assert run(program).said == [NEW_YEAR_S + 5.0]


def test_a_log_writes_the_simulated_time():
    import logging

    def program(say):
        class Formatter(logging.Formatter):
            converter = time.gmtime

        time.sleep(5)
        record = logging.LogRecord("a", 10, "a.py", 1, "text", (), None)
        say(Formatter("%(asctime)s %(message)s").format(record))

    assert run(program).said == ["2025-01-01 00:00:05,000 text"]
