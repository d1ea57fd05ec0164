"""Run one program in a hundred fresh processes under load and say whether their traces differ.

    python -m benchmarks.determinism [PROCESSES]

Each process has a random hash seed; as many busy processes as there are cores keep the machine
loaded. The traces are compared byte for byte.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from hardware_mocks.job import Job

ROOT = Path(__file__).resolve().parents[1]
PROCESSES = 100
PROGRAM = '''
"""A little of everything: threads, queues, chance, buttons, lamps, busy loops, asyncio."""
import asyncio, queue, random, threading, time, uuid
from concurrent.futures import ThreadPoolExecutor
from gpiozero import LED, PWMLED, Button

lamp, glow, button = LED(17), PWMLED(18), Button(2, hold_time=0.3, hold_repeat=True)
items = queue.Queue()
button.when_pressed = lambda: items.put(time.monotonic())
button.when_held = lamp.toggle
glow.pulse(fade_in_time=0.7, fade_out_time=0.3)

def worker(number):
    for step in range(30):
        time.sleep(random.random() / 10)
        print(threading.current_thread().name, number, step, uuid.uuid4())

async def measure():
    await asyncio.gather(*(asyncio.sleep(random.random()) for _ in range(10)))
    print("measured", time.monotonic())

threads = [threading.Thread(target=worker, args=(n,)) for n in range(10)]
for thread in threads:
    thread.start()
while any(thread.is_alive() for thread in threads):
    lamp.value = random.random() > 0.5
asyncio.run(measure())
with ThreadPoolExecutor(4) as pool:
    print(list(pool.map(lambda n: (time.sleep(n / 50), n)[1], range(20))))
for _ in range(20):
    print("pressed", items.get())
'''
PRESSES = tuple(f"GPIO2@{0.37 * number + 0.05:.2f}s" for number in range(100))


def distinct_traces(processes: int = PROCESSES) -> Counter[str]:
    """Return how many processes left each trace, by its digest; one entry is what is wanted."""
    with tempfile.TemporaryDirectory() as folder, _load():
        program = Path(folder) / "everything.py"
        program.write_text(PROGRAM, encoding="utf-8")
        traces = [program.with_suffix(f".{number}.jsonl") for number in range(processes)]
        with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
            return Counter(pool.map(lambda trace: _digest(program, trace), traces))


def main() -> int:
    """Compare the traces and return 1 when they are not all the same."""
    processes = int(sys.argv[1]) if len(sys.argv) > 1 else PROCESSES
    found = distinct_traces(processes)
    verdict = "one identical trace" if len(found) == 1 else f"{len(found)} DIFFERENT traces"
    print(f"{processes} fresh processes under load, random hash seeds: {verdict}")
    for digest, count in found.most_common():
        print(f"  {count:4} x {digest}")
    return 0 if len(found) == 1 else 1


def _digest(program: Path, trace: Path) -> str:
    job = Job(program.name, for_s=60.0, seed=42, presses=PRESSES, trace=str(trace))
    done = subprocess.run(
        [sys.executable, "-m", "hardware_mocks.program", job.to_json()],
        env={**os.environ, "PYTHONHASHSEED": "random", "PYTHONPATH": str(ROOT)},
        cwd=program.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if done.returncode != 0:
        return f"exit code {done.returncode}: {done.stderr[-300:]}"
    return hashlib.sha256(trace.read_bytes()).hexdigest()


@contextmanager
def _load() -> Iterator[None]:
    """Keep every core busy meanwhile."""
    busy = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(os.cpu_count() or 1)
    ]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
