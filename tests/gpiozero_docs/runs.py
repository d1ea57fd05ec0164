"""Runs a program of this folder on the bench, in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hardware_mocks.job import ExitCode, Job
from makerkit.trace import Trace

from .judge import Run
from .vocabulary import FAILED, Example, World

PROGRAMS = Path(__file__).parent / "programs"
PATIENCE_S = 60
"""Real seconds after which a run has gone wrong."""
SAID_AT_MOST = 20_000


def run_virtually(example: Example, folder: Path) -> Run:
    """Run in virtual time for as long as the example says."""
    trace = folder / "out.jsonl"
    scenario = _scenario_file(example, folder)
    program = str(PROGRAMS / f"{example.name}.py")
    job = Job(program, for_s=example.run_s, scenario=scenario, trace=str(trace))
    command = [sys.executable, "-m", "hardware_mocks.program", job.to_json()]
    return _run(command, example, trace)


def run_on_a_real_clock(example: Example, folder: Path, for_s: float) -> Run:
    """Run on the wall clock for a short while, as a student does."""
    trace = folder / "out.jsonl"
    scenario = _scenario_file(example, folder)
    command = [
        *(sys.executable, "-c", "from workshop.cli import main; main()"),
        *("run", "--simulate", "--plain", "--for", f"{for_s:g}"),
        *(() if scenario is None else ("--scenario", scenario)),
        *("--trace", trace, PROGRAMS / f"{example.name}.py"),
    ]
    return _run(command, example, trace)


def _scenario_file(example: Example, folder: Path) -> str | None:
    text = scene(example)
    if not text:
        return None
    path = folder / "scene.toml"
    path.write_text(text)
    return str(path)


def _run(command: Sequence[str | Path], example: Example, trace: Path) -> Run:
    process = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **example.environment},
        check=False,
    )
    said = process.stdout[-SAID_AT_MOST:] + process.stderr[-SAID_AT_MOST:]
    if not trace.exists():
        raise AssertionError(f"{example.name} left no trace (exit {process.returncode}):\n{said}")
    record = Trace.load(trace)
    reason = next((note.data["text"] for note in record.notes("end")), "nothing")
    return Run(record, FAILED if process.returncode == ExitCode.FAILED else reason, said)


def scene(example: Example) -> str:
    """Return the scenario file of an example, "" where nothing happens."""
    lines = [f"start = {example.start}"] if example.start else []
    first: dict[str, dict[str, object]] = {}
    later: list[World] = []
    for event in example.world:
        if event.at_s == 0 and event.action == "set":
            first.setdefault(event.part, {}).update(event.values)
        else:
            later.append(event)
    for part, values in first.items():
        lines += [f"[parts.{json.dumps(part)}]", *_table(values)]
    for event in later:
        lines += ["[[event]]", f"at_s = {event.at_s!r}", f"part = {json.dumps(event.part)}"]
        lines += [f'action = "{event.action}"']
        lines += [] if event.for_s is None else [f"for_s = {event.for_s!r}"]
        lines += ["[event.values]", *_table(event.values)] if event.values else []
    return "".join(f"{line}\n" for line in lines)


def _table(values: object) -> list[str]:
    assert isinstance(values, dict)
    return [f"{json.dumps(name)} = {json.dumps(value)}" for name, value in values.items()]
