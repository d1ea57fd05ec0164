"""Print a digest of a run that uses much of Python's waiting; the same on every interpreter.

With `--log` it prints the log itself, to compare two interpreters line by line.
"""

import asyncio
import concurrent.futures
import hashlib
import os
import queue
import random
import sched
import secrets
import sys
import threading
import time
import uuid
from datetime import UTC, datetime

from virtual_runs import bench_in, run


def threads_and_locks(say, _clock):
    lock, barrier = threading.RLock(), threading.Barrier(4)
    semaphore, items = threading.Semaphore(2), queue.PriorityQueue()

    def worker(number):
        for step in range(20):
            time.sleep(random.uniform(0, 0.01))
            with semaphore, lock:
                time.sleep(0.001 * number)
                say(threading.current_thread().name, step)
            items.put((step, number))
        barrier.wait()
        say("through", number)

    workers = [threading.Thread(target=worker, args=(n,)) for n in range(4)]
    for thread in workers:
        thread.start()
    while any(thread.is_alive() for thread in workers):
        with_timeout = items.get(timeout=1)
        say("got", with_timeout)
        workers[0].join(0.0005)
    while not items.empty():
        say("rest", items.get_nowait())


def busy_loops(say, _clock):
    event, condition = threading.Event(), threading.Condition()
    for look in (
        event.is_set, lambda: event.wait(0), time.monotonic, lambda: condition.acquire(False),
        lambda: time.sleep(0), threading.current_thread().is_alive, lambda: datetime.now(UTC),
        lambda: random.random() and time.perf_counter_ns(),
    ):  # fmt: skip
        for _ in range(3_000):
            look()
        say("busy")
        time.sleep(0.1)


def pools_and_plans(say, _clock):
    def job(seconds):
        time.sleep(seconds)
        say(threading.current_thread().name.partition("-")[0], seconds)
        return seconds

    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        futures = [pool.submit(job, random.randint(1, 9)) for _ in range(10)]
        for future in concurrent.futures.as_completed(futures):
            say("done", future.result())
    planner = sched.scheduler()
    for n in range(5):
        planner.enter(random.random(), n, say, ("planned", n))
    planner.run()
    timers = [threading.Timer(n / 7, say, ("timer", n)) for n in range(5)]
    for timer in timers:
        timer.start()
    for timer in timers:
        timer.join()


def coroutines(say, _clock):
    async def main():
        items, lock = asyncio.Queue(3), asyncio.Lock()

        async def producer(name):
            for n in range(5):
                await asyncio.sleep(random.random())
                async with lock:
                    await items.put((name, n))

        async def consumer():
            for _ in range(10):
                say(await items.get())
                await asyncio.to_thread(time.sleep, 0.05)

        await asyncio.gather(producer("a"), producer("b"), consumer())
        try:
            await asyncio.wait_for(items.get(), 0.5)
        except TimeoutError:
            say("nothing more")

    asyncio.run(main())


def pins(say, clock):
    import gpiozero
    from gpiozero.tools import negated

    with bench_in(clock) as bench:
        button, lamp = gpiozero.Button(2, hold_time=0.3, hold_repeat=True), gpiozero.PWMLED(17)
        mirror = gpiozero.LED(18)
        mirror.source = negated(button)
        button.when_pressed = lambda: lamp.blink(0.2, 0.1, 0.05, 0.05, n=2)
        button.when_held = lambda: say("held", button.held_time)
        button.when_released = lambda: say("released")
        for _ in range(20):
            at_s = time.monotonic() + random.uniform(0, 20)
            bench.press("GPIO2", at_s=at_s, for_s=random.random())
        for _ in range(4):
            deadline_s = time.monotonic() + 2
            while not button.is_pressed and time.monotonic() < deadline_s:
                pass
            say("looked", button.is_pressed)
            time.sleep(4)
        for line in bench.trace.dumps().splitlines():
            say(line)


def chance(say, _clock):
    say(random.random(), random.Random().random(), secrets.token_hex(8), os.urandom(4).hex())
    say(str(uuid.uuid1()), str(uuid.uuid4()), random.SystemRandom().randrange(10**9))


PARTS = (threads_and_locks, busy_loops, pools_and_plans, coroutines, pins, chance)


def program(say, clock):
    for part in PARTS:
        say(part.__name__)
        part(say, clock)


def log_lines():
    outcome = run(program, seed=42)
    return [f"{t_s:.9f} {what}" for t_s, what in outcome.log] + [f"{outcome.now_ns}"]


def digest():
    return hashlib.sha256("\n".join(log_lines()).encode()).hexdigest()


if __name__ == "__main__":
    print("\n".join(log_lines()) if "--log" in sys.argv else digest())
