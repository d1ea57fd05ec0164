"""Print a table of how fast the bench is on this machine: `./maker bench`."""

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.checking import cpu_s_of_all_lessons, wall_s_of_one_check
from benchmarks.determinism import distinct_traces
from hardware_mocks.job import Job

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(__file__).parent / "programs"
MOCK_S = 5.0
"""Real seconds given to the rival, which cannot run faster than the wall clock."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    Attributes:
        wanted: the bound to hold, with its direction: ">= 40000" or "<= 0.2".
        rival: the same on gpiozero's MockFactory or another floor, as text.
    """

    what: str
    measured: float
    unit: str
    wanted: str
    rival: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the measurement holds the bound."""
        direction, bound = self.wanted.split()
        return self.measured >= float(bound) if direction == ">=" else self.measured <= float(bound)


SPEEDS = {
    # program: (what it does, virtual seconds, wanted virtual seconds per CPU second)
    "blink": ("LED.blink() for 600 s", 600.0, 40_000),
    "pulse": ("PWMLED.pulse() for 600 s", 600.0, 5_000),
    "distance": ("60 readings of a DistanceSensor", 120.0, 750),
    "busy": ("while True: if button.is_pressed", 60.0, 200),
}


def speed(name: str) -> Row:
    """Return virtual seconds per CPU second of one program, beside MockFactory's."""
    what, for_s, wanted = SPEEDS[name]
    virtual_s, cpu_s = _in_process(name, for_s, "bench")
    mock_s, mock_cpu_s = _in_process(name, MOCK_S, "mock")
    rival = f"MockFactory {mock_s / mock_cpu_s:,.0f}"
    return Row(what, virtual_s / cpu_s, "virtual s per CPU s", f">= {wanted}", rival)


def _in_process(name: str, for_s: float, rival: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.in_process", name, str(for_s), rival]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=_env())
    first, second = json.loads(said.stdout.splitlines()[-1])
    return first, second


def fresh_process() -> Row:
    """Return the CPU seconds of a new process that judges a two-minute blink."""
    program = str(PROGRAMS / "blink_two_minutes.py")
    with tempfile.TemporaryDirectory() as folder:
        job = Job(program, for_s=120.0, trace=str(Path(folder) / "trace.jsonl"))
        command = [sys.executable, "-m", "hardware_mocks.program", job.to_json()]
        cpu_s = min(_cpu_s(command) for _ in range(5))
    floor_s = min(_cpu_s([sys.executable, "-c", "import gpiozero"]) for _ in range(5))
    rival = f"python -c 'import gpiozero' {floor_s:.2f}"
    return Row("a fresh process judging a two-minute blink", cpu_s, "CPU s", "<= 0.2", rival)


def help_time() -> Row:
    """Return the wall seconds of `maker --help`."""
    import time

    def once() -> float:
        began_s = time.perf_counter()
        command = [sys.executable, "-c", "from workshop.cli import main; main()", "--help"]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=_env())
        return time.perf_counter() - began_s

    floor_s = min(_wall_s([sys.executable, "-c", "pass"]) for _ in range(5))
    best_s = min(once() for _ in range(5))
    return Row("maker --help", best_s, "s", "<= 0.3", f"python -c pass {floor_s:.3f}")


def lessons(wanted: str, *, with_an_arduino: bool) -> Row:
    """Return the CPU seconds of checking every solution and mistake of the lessons once."""
    count, cpu_s = cpu_s_of_all_lessons(with_an_arduino=with_an_arduino)
    which = "the Arduino's lessons" if with_an_arduino else "the lessons"
    what = f"all {count} solutions and mistakes of {which}"
    return Row(what, cpu_s, "CPU s", wanted, f"{cpu_s / count * 1000:.0f} ms each")


def one_check() -> Row:
    """Return the wall seconds of checking one program from a cold start."""
    best_s = min(wall_s_of_one_check() for _ in range(3))
    return Row("checking lesson 01 from a cold start", best_s, "s", "<= 1")


def determinism() -> Row:
    """Return how many different traces a hundred fresh processes leave."""
    found = distinct_traces()
    what = f"different traces of {found.total()} fresh processes, random hash seeds, under load"
    return Row(what, len(found), "traces", "<= 1")


def firmware_speed(name: str) -> Row:
    """Return simulated seconds per CPU second of a sketch in lockstep, Python in the loop."""
    measured = firmware(f"{name}_speed")
    what = {"car": "car_controller driving", "node": "security_node watching"}[name]
    return Row(f"{what}, in steps of 5 ms", measured, "simulated s per CPU s", ">= 10", "a board 1")


def command_to_pin() -> Row:
    """Return the longest way from a command's last byte to the motor's register."""
    median, worst = firmware("command_to_pin")
    rival = f"median {median:,.0f}; the sketch controls every 320,000"
    return Row("from a DRV line to the motor's duty", worst, "cycles", "<= 400000", rival)


def round_trip() -> Row:
    """Return the milliseconds from PING's first bit to PONG's last, telemetry in between."""
    shortest, median, longest = firmware("round_trip")
    rival = f"shortest {shortest:.1f}, longest {longest:.1f}"
    return Row("PING to PONG at 115200 baud", median, "ms", "<= 8", rival)


def link_load() -> Row:
    """Return how much of the line a car uses that is driven at 50 Hz."""
    to_board, to_host = firmware("link_load")
    return Row("the line from a driving car", to_host, "% busy", "<= 40", f"to it {to_board:.1f}")


def decoding() -> Row:
    """Return how much longer decoding takes than taking lines apart unchecked."""
    decoded_ms, apart_ms = firmware("decoding")
    rival = f"1,000 lines {decoded_ms:.1f} ms and {apart_ms:.1f} ms"
    return Row("decoding beside split(',')", decoded_ms / apart_ms, "times", "<= 16", rival)


def undetected() -> Row:
    """Return how many times fewer damaged lines CRC-16 lets through than XOR."""
    crc_share, xor_share = firmware("undetected")
    rival = f"2 to 6 wrong digits: {crc_share:.1e} and {xor_share:.1e}"
    fewer = xor_share / max(crc_share, 1e-9)
    return Row("CRC-16 beside XOR, damage let through", fewer, "times less", ">= 300", rival)


def firmware(name: str) -> Any:
    """Return what `benchmarks/firmware.py` measures, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.firmware", name]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, env=_env())
    return json.loads(said.stdout)


def _wall_s(command: list[str]) -> float:
    import time

    began_s = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=_env())
    return time.perf_counter() - began_s


def _cpu_s(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=_env())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _env() -> dict[str, str]:
    """Return an environment in which Python keeps what it compiled, as on any user's machine."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def machine() -> str:
    """Return the processor and the Python that were measured."""
    name = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> int:
    """Measure, print the table, and return 1 when a bound is not held."""
    as_json = "--json" in sys.argv
    steps = [
        *(lambda n=n: speed(n) for n in SPEEDS),
        fresh_process,
        help_time,
        lambda: lessons("<= 20", with_an_arduino=False),
        lambda: lessons("<= 90", with_an_arduino=True),
        one_check,
        determinism,
        *(lambda n=n: firmware_speed(n) for n in ("car", "node")),
        command_to_pin,
        round_trip,
        link_load,
        decoding,
        undetected,
    ]
    rows = [step() for step in track(steps, "Measuring", disable=as_json, transient=True)]
    if as_json:
        print(json.dumps({"machine": machine(), "rows": [asdict(row) for row in rows]}, indent=2))
    else:
        _show(rows)
    return 0 if all(row.is_met for row in rows) else 1


def _show(rows: list[Row]) -> None:
    table = Table(title=machine())
    for heading in ("", "what", "measured", "unit", "wanted", "beside it"):
        table.add_column(heading, justify="right" if heading == "measured" else "left")
    for row in rows:
        digits = 0 if row.measured >= 10 or row.measured == int(row.measured) else 3
        sign = "✓" if row.is_met else "✗"
        table.add_row(
            sign, row.what, f"{row.measured:,.{digits}f}", row.unit, row.wanted, row.rival
        )
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
