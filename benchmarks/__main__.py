"""Print a table of how fast the bench is on this machine: `./maker bench`."""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks import car_rows
from benchmarks.checking import cpu_s_of_all_lessons, wall_s_of_one_check
from benchmarks.determinism import distinct_traces
from benchmarks.rows import ROOT, Row, environment, measured
from hardware_mocks.job import Job

PROGRAMS = Path(__file__).parent / "programs"
MOCK_S = 5.0
"""Real seconds given to the rival, which cannot run faster than the wall clock."""


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
    said = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment()
    )
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
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment())
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


def click_to_paint() -> Row:
    """Return the milliseconds from a click, over the server, to the picture that it changes."""
    median, worst, bare = measured("page", "click_to_paint")
    rival = f"without the server {bare:.0f}; the worst {worst:.0f}"
    return Row("a click, over the server, to its paint", median, "ms", "<= 50", rival)


def page_weight(name: str) -> Row:
    """Return the kilobytes that a first visit brings, packed."""
    demo_kb, login_kb, html_kb = measured("page", "weight")
    kb, wanted = {"demo": (demo_kb, "<= 150"), "login": (login_kb, "<= 90")}[name]
    rival = f"its HTML alone {html_kb:.1f}"
    return Row(f"a first visit to the {name} page, letters and all", kb, "kB", wanted, rival)


def paint_rate() -> Row:
    """Return how many of the camera's pictures are painted."""
    painted_hz, heard_hz = measured("page", "paint_rate")
    rival = f"{painted_hz:.1f} a second; a bare socket hears {heard_hz:.1f}"
    share = 100 * painted_hz / heard_hz
    return Row("pictures painted of those sent", share, "%", ">= 95", rival)


def encode(name: str) -> Row:
    """Return how much longer the kit takes for a picture's H.264 than libx264 alone."""
    kit_ms, bare_ms, mjpeg_ms = camera("encode", name)
    rival = f"{kit_ms:.1f} and {bare_ms:.1f} ms a picture; MJPEG {mjpeg_ms:.1f}"
    return Row(f"H.264 at {name}, from BGR", kit_ms / bare_ms, "times libx264", "<= 1.8", rival)


def viewers() -> Row:
    """Return what eight viewers cost more than one, who all look at one encode."""
    (one_ms, _), (four_ms, _), (eight_ms, apart_ms) = camera("viewers")
    rival = (
        f"1, 4, 8: {one_ms:.1f}, {four_ms:.1f}, {eight_ms:.1f} ms; an encode each {apart_ms:.1f}"
    )
    return Row("eight viewers beside one, 480p", eight_ms / one_ms, "times", "<= 1.5", rival)


def luma() -> Row:
    """Return the microseconds for the brightness of a picture that came as YUV420."""
    view_us, converted_us = camera("luma")
    rival = f"by cvtColor {converted_us:.0f}"
    return Row("luma of YUV420, 480p", view_us, "us", "<= 10", rival)


def clip() -> Row:
    """Return the CPU ms for a packet on its way into a clip, brought to the disk."""
    kit_ms, pyav_ms = camera("clip")
    rival = f"PyAV's muxer, not brought to the disk, {pyav_ms:.3f}"
    return Row("a packet into a clip that survives", kit_ms, "CPU ms", "<= 0.2", rival)


def camera(*names: str) -> Any:
    """Return what `benchmarks/camera.py` measures, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.camera", *names]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, env=environment())
    return json.loads(said.stdout)


def house_hour() -> Row:
    """Return the CPU ms that a house round a bench costs in an hour in which nothing happens."""
    with_house, alone = measured("house", "hour")
    rival = f"the bench alone {alone:.2f}"
    return Row(
        "an hour of an empty house, four motion sensors", with_house, "CPU ms", "<= 5", rival
    )


def house_day() -> Row:
    """Return how much faster than life a house is in which a family lives."""
    with_house, alone = measured("house", "day")
    speed, bare = 86_400_000 / with_house, 86_400_000 / alone
    rival = f"the bench alone {bare:,.0f}"
    what = "a day of a family, four motion sensors"
    return Row(what, speed, "virtual s per CPU s", ">= 10000", rival)


def house_state() -> Row:
    """Return the microseconds of one state of a house with five people."""
    party, empty = measured("house", "state")
    return Row("the state of a house, five people", party, "us", "<= 300", f"empty {empty:.0f}")


def house_frame() -> Row:
    """Return the CPU ms of a camera's 320x240 frame, renderer and sensor, three people in it."""
    people, empty, warp, copy = measured("house_picture", "frame")
    rival = f"nobody there {empty:.2f}, warpPerspective and noise {warp:.2f}, a copy {copy:.3f}"
    return Row("a frame of the house, 320x240, three people", people, "CPU ms", "<= 1.5", rival)


def motion() -> Row:
    """Return the CPU ms of looking for motion in a 320x240 frame, beside other ways."""
    found = measured("motion", "cost")
    own = found.pop("the kit's")
    rival = ", ".join(f"{name} {max(ms):.2f}" for name, ms in found.items())
    what = f"motion in a 320x240 frame, somebody walks (nobody there {own[0]:.3f})"
    return Row(what, own[1], "CPU ms", "<= 0.15", rival)


def house_first_look() -> Row:
    """Return the CPU seconds until the first 640x480 frame of a camera on a new machine."""
    first, again = measured("house_picture", "first_look")
    rival = f"from the cache {again:.2f}"
    return Row("the first 640x480 frame of the house", first, "CPU s", "<= 2", rival)


SECURITY = {
    # what runs: (in words, wanted % of a core)
    "watch": ("an eye at 10 frames/s: capture and motion", "<= 6"),
    "ring": ("the same, the last seconds encoded", "<= 10"),
    "viewer": ("the same, clips written, one viewer", "<= 12"),
}


def security_cpu(what: str) -> Row:
    """Return how busy a core is with the whole process of one eye, 640x480 at 10 frames/s."""
    busy, recipe = measured("security", "whole", what)
    words, wanted = SECURITY[what]
    rival = f"MOG2 and JPEG of each picture, nothing recorded {recipe:.1f}"
    return Row(words, busy, "% of a core", wanted, rival)


def security_parts() -> Row:
    """Return the CPU ms of everything that is done for a picture while a clip is written."""
    parts = measured("security", "parts")
    each = ", ".join(f"{name} {ms:.2f} ({floor:.2f})" for name, (ms, floor) in parts.items())
    sum_ms = sum(ms for name, (ms, _) in parts.items() if name != "stamp and mask")
    return Row("a picture's way through the eye", sum_ms, "CPU ms", "<= 5", f"{each}; a floor each")


def security_memory() -> Row:
    """Return the MB of a process that watches, records and shows one camera."""
    used_mb, imports_mb = measured("security", "memory")
    rival = f"its imports alone {imports_mb:.0f}"
    return Row("watching, recording, showing a camera", used_mb, "MB", "<= 180", rival)


def live_pages() -> Row:
    """Return how busy a core is that sends a state at 30 Hz to 16 pages."""
    busy = web("live_cpu")
    rival = f"flask-sock alone {busy['bare_sock'][-1]:.1f}; one page {busy['kit'][0]:.1f}"
    return Row("a state at 30 Hz to 16 pages", busy["kit"][-1], "% of a core", "<= 15", rival)


def web_viewers() -> Row:
    """Return how busy a core is that sends 640x480 at 15 frames/s to 8 viewers."""
    busy = web("viewers_cpu")
    own, h264 = busy["an encoder for each viewer"], busy["kit, H.264"]
    rival = f"an encoder for each {own[-1]:.1f}; H.264 {h264[-1]:.1f}"
    what = "640x480 JPEG at 15 frames/s to 8 viewers"
    return Row(what, busy["kit, JPEG"][-1], "% of a core", "<= 15", rival)


def click_with_viewers() -> Row:
    """Return the 99th percentile of the time from an order to its state, all places taken."""
    took = web("click")
    rival = f"nobody else {took['alone'][1]:.1f}, a bare echo {took['bare echo'][1]:.1f}"
    what = "an order's state, 99 of 100, with 12 viewers"
    return Row(what, took["viewers full"][1], "ms", "<= 500", rival)


def web_start() -> Row:
    """Return the CPU seconds of a process that makes an app of the web kit."""
    used = web("start_up")
    rival = f"import flask {used['import flask'][0]:.2f}"
    return Row("making an app of the web kit", used["and make an app"][0], "CPU s", "<= 1", rival)


def web(name: str) -> Any:
    """Return what `benchmarks/web.py` measures, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.web", name]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, env=environment())
    return json.loads(said.stdout)


def firmware(name: str) -> Any:
    """Return what `benchmarks/firmware.py` measures, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.firmware", name]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, env=environment())
    return json.loads(said.stdout)


def _wall_s(command: list[str]) -> float:
    import time

    began_s = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment())
    return time.perf_counter() - began_s


def _cpu_s(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def machine() -> str:
    """Return the processor and the Python that were measured."""
    name = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}"


STEPS: tuple[Callable[[], Row], ...] = (
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
    live_pages,
    web_viewers,
    click_with_viewers,
    web_start,
    click_to_paint,
    *(lambda n=n: page_weight(n) for n in ("demo", "login")),
    paint_rate,
    *(lambda n=n: encode(n) for n in ("480p", "720p")),
    viewers,
    luma,
    clip,
    house_hour,
    house_day,
    house_state,
    house_frame,
    house_first_look,
    *(lambda w=w: security_cpu(w) for w in SECURITY),
    security_parts,
    security_memory,
    motion,
    *car_rows.STEPS,
)


def main() -> int:
    """Measure, print the table, and return 1 when a bound is not held."""
    parser = argparse.ArgumentParser(
        prog="./maker bench",
        description="Measure how fast the kit is on this machine, each beside a rival or a floor.",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    as_json = parser.parse_args().json
    rows = [step() for step in track(STEPS, "Measuring", disable=as_json, transient=True)]
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
