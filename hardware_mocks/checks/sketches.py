"""Sketches that a check needs: built before it runs, outside of virtual time.

A check's process has taken the clock over, and may not compile there. Whoever orders a check
(`prepared`) has the sketches built: then the check finds them in the cache. A sketch of the
student's that cannot be built, or the wrong kind of program, becomes the one message of the check.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hardware_mocks.checks.job import CheckJob
from makerkit.errors import MakerKitError
from makerkit.messages import Message

if TYPE_CHECKING:
    from hardware_mocks.checks.diagnosis import Diagnosis
    from makerkit.wiring import Wiring

SKETCH, HOST = ".ino", "host.py"
_OTHERS = frozenset({"mistakes", "examples"})
_ARDUINO = re.compile(r'"wokwi-arduino-(uno|nano)"')


def is_sketch(program: Path) -> bool:
    """Whether a program is for the Arduino."""
    return program.suffix == SKETCH


def has_arduino(wiring: Path) -> bool:
    """Whether an Arduino is in a wiring file, by its text alone."""
    try:
        return _ARDUINO.search(wiring.read_text(encoding="utf-8")) is not None
    except (OSError, ValueError):
        return False


def uno_alone() -> Wiring:
    """Return the wiring of a bare Uno, for a sketch whose lesson has none."""
    from hardware_mocks.arduino.on_wiring import ALONE
    from makerkit.wiring import parse_wiring

    return parse_wiring(ALONE.format(board="uno"))


def wants_sketch(check: Path) -> bool:
    """Whether the programs of a lesson are sketches: those beside its check are."""
    folder = check.parent
    names = ("starter", "solution")
    has = {suffix for suffix in (".py", SKETCH) for n in names if (folder / (n + suffix)).is_file()}
    return has == {SKETCH}


def prepared(job: CheckJob) -> CheckJob:
    """Build what a check needs; return the job with why it cannot be run, if that is so."""
    speaks_of_sketches = is_sketch(job.program) or wants_sketch(job.check)
    on_wiring = job.wiring is not None and has_arduino(job.wiring)
    if job.refusal or not (speaks_of_sketches or on_wiring):
        return job
    try:
        refusal = _refusal_of(job)
    except (MakerKitError, OSError) as error:  # a full disk, a cache that cannot be written
        refusal = _refusal("check.broken", {"said": str(error)})
    return replace(job, refusal=refusal, has_arduino=True)


def _refusal_of(job: CheckJob) -> dict[str, Any] | None:
    """Return why a check cannot be run, and build what it needs on the way."""
    refusal = _wrong_kind(job) or (_not_built(job.program) if is_sketch(job.program) else None)
    return refusal or _no_simulator() or _given_not_built(job)


def refused(job: CheckJob) -> Diagnosis | None:
    """Return why the program of a job cannot be run, as `prepared` has found."""
    if not job.refusal:
        return None
    from hardware_mocks.checks.diagnosis import Diagnosis

    found = job.refusal
    return Diagnosis(Message(found["id"], found["params"]), found["line"], found["code"], True)


def _wrong_kind(job: CheckJob) -> dict[str, Any] | None:
    """Refuse a Python program in a lesson about sketches, and a sketch in any other."""
    wants = wants_sketch(job.check)
    if wants == is_sketch(job.program):
        return None
    key = "sketch.wanted" if wants else "sketch.not_wanted"
    return _refusal(key, {"file": job.program.name})


def _not_built(program: Path) -> dict[str, Any] | None:
    from hardware_mocks.explain.sketch.built import why_not_built
    from makerkit.arduino.build import ToolchainMissingError

    try:
        found = why_not_built(program)
    except ToolchainMissingError as error:
        return _refusal("sketch.no_compiler", {"why": str(error)})
    if found is None:
        return None
    return _refusal(found.message.id, dict(found.message.params), found.line, found.code)


def _no_simulator() -> dict[str, Any] | None:
    """Have the simulator's own program compiled, too."""
    from hardware_mocks.arduino.engine.kinds import engine_command
    from makerkit.arduino.build import ToolchainMissingError

    try:
        engine_command(None, Path("any.hex"))
    except ToolchainMissingError as error:
        return _refusal("sketch.no_compiler", {"why": str(error)})
    return None


def _given_not_built(job: CheckJob) -> dict[str, Any] | None:
    """Build the sketches of the lesson itself: that one cannot be built is the kit's fault."""
    from makerkit.arduino.build import BuildError, ToolchainMissingError, build

    folder = job.check.parent
    for sketch in (*sorted(folder.glob("*/*.ino")), *_named_in_firmware(job.wiring)):
        if sketch.parent.name in _OTHERS:
            continue
        try:
            build(sketch)
        except BuildError as error:
            return _refusal("check.broken", {"said": str(error)})
        except ToolchainMissingError as error:
            return _refusal("sketch.no_compiler", {"why": str(error)})
    return None


def _named_in_firmware(wiring: Path | None) -> list[Path]:
    """Return the sketches of the kit that boards in a wiring file name: "car_controller"."""
    if wiring is None:
        return []
    from hardware_mocks.arduino.sketches import FIRMWARE

    names = re.findall(r'"sketch"\s*:\s*"(\w+)"', wiring.read_text(encoding="utf-8"))
    return [FIRMWARE / name for name in names if (FIRMWARE / name).is_dir()]


def _refusal(
    message_id: str, params: dict[str, Any], line: int | None = None, code: str = ""
) -> dict[str, Any]:
    return {"id": message_id, "params": params, "line": line, "code": code}
