"""asyncio on the virtual clock."""

import asyncio
import threading
import time

import pytest
from virtual_runs import run


def run_async(main):
    """Run a coroutine function `main(say)` in virtual time."""
    return run(lambda say: asyncio.run(main(say)))


def test_sleeping_tasks_are_gathered_on_time():
    async def main(say):
        async def worker(name, seconds):
            for _ in range(2):
                await asyncio.sleep(seconds)
                say(name)
            return name

        say(await asyncio.gather(worker("a", 1), worker("b", 1.5)))

    assert run_async(main).log == [
        (1.0, "a"), (1.5, "b"), (2.0, "a"), (3.0, "b"), (3.0, ["a", "b"]),
    ]  # fmt: skip


def test_ten_minutes_pass_at_once():
    async def main(say):
        for _ in range(600):
            await asyncio.sleep(1)

    assert run_async(main).now_s == 600.0


def test_waiting_is_given_up_when_time_is_up():
    async def main(say):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.sleep(10), timeout=2)
        say("given up")
        async with asyncio.timeout(5):
            await asyncio.sleep(1)
        say("in time")

    assert run_async(main).log == [(2.0, "given up"), (3.0, "in time")]


def test_queues_hand_over():
    async def main(say):
        items = asyncio.Queue(maxsize=1)

        async def producer():
            for item in range(3):
                await asyncio.sleep(1)
                await items.put(item)

        task = asyncio.create_task(producer())
        for _ in range(3):
            say(await items.get())
        await task

    assert run_async(main).log == [(1.0, 0), (2.0, 1), (3.0, 2)]


def test_locks_and_events_of_asyncio():
    async def main(say):
        lock, event = asyncio.Lock(), asyncio.Event()

        async def worker(name):
            async with lock:
                await asyncio.sleep(1)
                say(name)
            await event.wait()
            say(name, "go")

        tasks = [asyncio.create_task(worker(name)) for name in "ab"]
        await asyncio.sleep(5)
        event.set()
        await asyncio.gather(*tasks)

    assert run_async(main).log == [(1.0, "a"), (2.0, "b"), (5.0, ("a", "go")), (5.0, ("b", "go"))]


def test_a_cancelled_task_cleans_up():
    async def main(say):
        async def forever():
            try:
                while True:
                    await asyncio.sleep(1)
            except asyncio.CancelledError:
                say("cancelled")
                raise

        task = asyncio.create_task(forever())
        await asyncio.sleep(2.5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert run_async(main).log == [(2.5, "cancelled")]


def test_blocking_work_goes_to_threads():
    async def main(say):
        def blocking(seconds):
            time.sleep(seconds)
            return seconds

        loop = asyncio.get_running_loop()
        say(
            await asyncio.gather(
                asyncio.to_thread(blocking, 2), loop.run_in_executor(None, blocking, 1)
            )
        )

    assert run_async(main).log == [(2.0, [2, 1])]


def test_another_thread_calls_into_the_loop():
    async def main(say):
        loop, done = asyncio.get_running_loop(), asyncio.Event()

        def sensor():
            for reading in range(2):
                time.sleep(1)
                loop.call_soon_threadsafe(say, reading)
            loop.call_soon_threadsafe(done.set)

        thread = threading.Thread(target=sensor)
        thread.start()
        await done.wait()
        thread.join()

    assert run_async(main).log == [(1.0, 0), (2.0, 1)]


def test_another_thread_waits_for_a_coroutine():
    async def main(say):
        loop = asyncio.get_running_loop()

        async def measure():
            await asyncio.sleep(3)
            return 42

        def thread():
            say(asyncio.run_coroutine_threadsafe(measure(), loop).result(timeout=10))

        await asyncio.to_thread(thread)

    assert run_async(main).log == [(3.0, 42)]


def test_call_later_and_call_at():
    async def main(say):
        loop = asyncio.get_running_loop()
        loop.call_later(2, say, "later")
        loop.call_at(loop.time() + 1, say, "at")
        await asyncio.sleep(3)

    assert run_async(main).log == [(1.0, "at"), (2.0, "later")]


def test_a_loop_that_only_yields_still_lets_time_pass():
    async def main(say):
        loop = asyncio.get_running_loop()
        while loop.time() < 0.5:
            await asyncio.sleep(0)
        say("over")

    assert run_async(main).times[0] == pytest.approx(0.5, abs=0.002)


def test_two_loops_in_two_threads_keep_one_order():
    def program(say):
        async def worker(name):
            for _ in range(3):
                await asyncio.sleep(1)
                say(name)

        threads = [
            threading.Thread(target=lambda name=name: asyncio.run(worker(name))) for name in "ab"
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert run(program).said == ["a", "b"] * 3


def test_streams_within_the_program_work():
    async def main(say):
        import socket

        here, there = socket.socketpair()
        reader, writer = await asyncio.open_connection(sock=here)

        def other():
            time.sleep(1)
            there.send(b"hello\n")

        thread = threading.Thread(target=other)
        thread.start()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.readline(), 0.5)
        say("not yet")
        await asyncio.sleep(1)
        say(await reader.readline())
        writer.close()
        there.close()
        thread.join()

    assert run_async(main).log == [(0.5, "not yet"), (1.5, b"hello\n")]
