"""What is driven for each row: the whole program on the simulated track, firmware in lockstep."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.car_table.results import Result
from hardware_mocks.worlds.track.cast import thing_of
from hardware_mocks.worlds.track.scenario import Actor
from hardware_mocks.worlds.track.state import Pose, ThingKind
from tests.self_driving_car.end_to_end.car_stage import CarStage

LAPS = 5
LATENCY_S = 0.1
STEP_S = 0.25
START_S = 12.0
"""From the power-on until it drives: the board restarts, and is armed."""
STUCK_S = 6.0
SETTLED_S = 4.0
DRIVES_M_S = 0.05
BINS_MM = 300
LIGHT_WAIT_S = 25.0


def laps(
    seed: int, folder: Path, *, speed: float, style: str = "", mode: str = "lane",
    laps_wanted: int = LAPS, **faults: float,
) -> Result:  # fmt: skip
    """Drive some laps; good is a run that never leaves its lane."""
    more = {"look": {"style": style}} if style else {}
    with _stage(seed, folder, f"lane_{seed}", mode, speed, faults=faults, **more) as stage:
        end_s = START_S + laps_wanted * stage.track.lap_m / speed * 1.5
        referee = stage.track.referee
        why = _drive_until(
            stage, lambda: referee.laps >= laps_wanted or referee.has_left_lane, end_s
        )
        is_good = referee.laps >= laps_wanted and not referee.has_left_lane
        where = f"left the lane at {referee.way_m:.1f} m" if referee.has_left_lane else why
        offsets_m, stops = _offsets_m(stage), _count(stage, "stopped")
        return _result(
            stage, seed, is_good=is_good, says="" if is_good else where,
            histogram_mm=_histogram(offsets_m),
            laps=referee.laps, mean_cm=100 * float(np.mean(offsets_m)), stops=stops,
            p95_cm=100 * float(np.percentile(offsets_m, 95)),
        )  # fmt: skip


def line_lost(seed: int, folder: Path, *, within_s: float) -> Result:
    """Let the marks vanish; the time counts from the first picture without a line."""
    gone_s = START_S + 8.0 * _chance(seed).random()
    speed = _chance(seed).uniform(0.3, 0.8)
    faults = {"marks_gone_s": gone_s}
    with _stage(seed, folder, f"lane_{seed}", "lane", speed, faults=faults) as stage:
        _wait_until(stage, gone_s)
        frame_s = 1.0 / stage.car.settings.camera.fps
        return _off_within(stage, seed, gone_s + frame_s, within_s)


def cable(seed: int, folder: Path, *, within_s: float) -> Result:
    """Pull the USB cable out while it drives; the battery goes on feeding the Arduino."""
    with _driving(seed, folder) as stage:
        stage.bench.arduino().unplug()
        return _off_within(stage, seed, stage.now_s, within_s)


def killed(seed: int, folder: Path, *, within_s: float) -> Result:
    """Let the program vanish between two lines, as `kill -9` does: the system closes its port."""
    with _driving(seed, folder) as stage:
        vanish(stage)
        return _off_within(stage, seed, stage.now_s, within_s)


def page_lost(seed: int, folder: Path, *, within_s: float) -> Result:
    """Steer by hand, then say nothing more: the page is gone."""
    from self_driving_car.driver.orders import Arm, Steer

    chance = _chance(seed)
    with _stage(seed, folder, f"lane_{seed}", None, 0.8) as stage:
        stage.go(START_S)
        said = stage.ask(Arm("page 1"))
        if said:
            return _result(stage, seed, is_good=False, says=said)
        angle, throttle = chance.uniform(-0.3, 0.3), chance.uniform(0.4, 1.0)
        for _ in range(round(chance.uniform(0.6, 1.4) / 0.05)):
            stage.car.post(Steer("page 1", angle, throttle))
            stage.go(0.05)
        return _off_within(stage, seed, stage.now_s - 0.05, within_s)


def obstacles(seed: int, folder: Path, *, approaches: int) -> Result:
    """Come near a box on the lane, several times; good is a run without contact."""
    chance = _chance(seed)
    stopped, says, simulated_s = 0, "", 0.0
    for number in range(approaches):
        speed, side_m = chance.uniform(0.3, 0.8), chance.uniform(-0.05, 0.05)
        s_m = chance.uniform(2.0, 6.0)
        size_m = (chance.uniform(0.12, 0.25), 0.15, chance.uniform(0.12, 0.3))
        box = _box(s_m, side_m, size_m)
        where = folder / str(number)
        with _stage(seed, where, f"lane_{seed}", "lane", speed, actors=(box,)) as stage:
            end_s = START_S + s_m / speed + 8.0
            _drive_until(stage, lambda stage=stage: _count(stage, "contact") > 0, end_s)
            touched = _count(stage, "contact") > 0
            gap_m = s_m - 0.075 - 0.12 - stage.track.referee.way_m
            good = not touched and gap_m < 0.8
            stopped += good
            simulated_s += stage.now_s
            if not good:
                says += (
                    f"at {speed:.2f} m/s {'hit' if touched else f'stood {gap_m:.1f} m before'}; "
                )
    numbers = {"approaches": approaches, "stopped": stopped}
    return Result("", seed, stopped == approaches, says, numbers, simulated_s=simulated_s)


def signs(seed: int, folder: Path, *, speed: float) -> Result:
    """Drive two laps with a stop sign; good is a run that stops once, for 3 s, each time."""
    return _obeys(seed, folder, f"signs_{seed}", speed, passed="passed_sign", least_s=2.9)


def lights(seed: int, folder: Path, *, speed: float) -> Result:
    """Drive two laps with a traffic light; good is a run without a red light run."""
    return _obeys(seed, folder, f"lights_{seed}", speed, passed="passed_light", least_s=0.0)


def _obeys(
    seed: int, folder: Path, scenario: str, speed: float, *, passed: str, least_s: float
) -> Result:
    with _stage(seed, folder, scenario, "lane", speed) as stage:
        referee = stage.track.referee
        end_s = START_S + 2 * stage.track.lap_m / speed * 1.3 + 2 * LIGHT_WAIT_S
        why = _drive_until(
            stage, lambda: referee.laps >= 2 or referee.has_left_lane, end_s, LIGHT_WAIT_S
        )
        events = [e for e in referee.events if e["what"] in {passed, "red_light_run"}]
        good = [e for e in events if e["what"] == passed and e["stood_s"] >= least_s]
        stops = _count(stage, "stopped")
        is_once = passed != "passed_sign" or stops == len(events)
        done = referee.laps >= 2 and not referee.has_left_lane
        says = "" if done else f"{referee.way_m:.1f} m only {why}"
        says += "" if len(good) == len(events) else f" {events}"
        says += "" if is_once else f" stood {stops} times for {len(events)} signs"
        is_good = done and is_once and bool(events) and len(good) == len(events)
        return _result(
            stage, seed, is_good=is_good, says=says.strip(), passed=len(events), obeyed=len(good)
        )


# -- what they have in common


@contextmanager
def _stage(
    seed: int, folder: Path, scenario: str, mode: str | None, speed: float, *,
    faults: dict[str, float] | None = None, **more: Any,
) -> Iterator[Any]:  # fmt: skip
    faults = {"latency_s": LATENCY_S, **(faults or {})}
    settings = {"drive": {"speed_cap_m_s": max(speed, 0.1)}}
    with CarStage(
        folder, scenario, drive=mode, speed=speed, faults=faults, seed=seed, settings=settings,
        **more,
    ) as stage:  # fmt: skip
        yield stage


@contextmanager
def _driving(seed: int, folder: Path) -> Iterator[Any]:
    """Give a car that drives along its lane, at a speed and for a time by chance."""
    chance = _chance(seed)
    with _stage(seed, folder, f"lane_{seed}", "lane", chance.uniform(0.3, 0.8)) as stage:
        stage.until(lambda: stage.speed_m_s > 0.25, START_S)
        stage.go(chance.uniform(0.5, 4.0))
        yield stage


def vanish(stage: Any) -> None:
    """End everything the program does at once, and close its port without a word."""
    link = stage.car.board._link
    link._thread.outbox.put = lambda _line: None
    link._thread.outbox.take = lambda *_: None


def _drive_until(
    stage: Any, is_over: Callable[[], bool], end_s: float, stuck_s: float = STUCK_S
) -> str:
    """Drive on until something is so; return why it was given up, or ""."""
    moved_s = START_S
    while stage.now_s < end_s:
        stage.go(STEP_S)
        if is_over():
            return ""
        if stage.speed_m_s > DRIVES_M_S:
            moved_s = stage.now_s
        if stage.now_s > moved_s + stuck_s:
            return f"stands since {moved_s:.1f} s: {stage.reason}"
    return "took too long"


def _wait_until(stage: Any, t_s: float) -> None:
    stage.go(max(0.0, t_s - stage.now_s))


def _off_within(stage: Any, seed: int, since_s: float, within_s: float) -> Result:
    """Measure when the motors have no duty for good, and when the car stands."""
    stage.go(SETTLED_S)
    changes = [e for e in stage.track.truth() if e["what"] in {"duty_on", "duty_zero"}]
    if not changes or changes[-1]["what"] == "duty_on":
        return _result(stage, seed, is_good=False, says="the motors are still driven")
    off_s = changes[-1]["t_s"] - since_s
    moving = [e["t_s"] for e in stage.track.referee.samples if abs(e["speed_m_s"]) > 0.01]
    still_s = max(moving, default=0.0) + 0.05 - since_s
    says = "" if off_s <= within_s else f"the motors were off after {off_s:.3f} s"
    return _result(
        stage, seed, is_good=off_s <= within_s, says=says, duty_zero_s=off_s, standstill_s=still_s
    )


def _offsets_m(stage: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    samples = [e for e in stage.track.referee.samples if e["speed_m_s"] > DRIVES_M_S]
    return np.array([abs(e["offset_m"]) for e in samples] or [np.nan])


def _histogram(offsets_m: np.ndarray[Any, np.dtype[np.float64]]) -> list[int]:
    counts, _ = np.histogram(1000 * offsets_m, bins=BINS_MM, range=(0, BINS_MM))
    return [int(count) for count in counts]


def _count(stage: Any, what: str) -> int:
    return sum(event["what"] == what for event in stage.track.referee.events)


def _box(s_m: float, side_m: float, size_m: tuple[float, float, float]) -> Actor:
    thing = thing_of(ThingKind.BOX, "box", Pose(0.0, 0.0), size_m=size_m)
    return Actor(thing, s_m=s_m, side_m=side_m)


def _chance(seed: int) -> random.Random:
    return random.Random(f"car table {seed}")


def _result(
    stage: Any, seed: int, *, is_good: bool, says: str = "", histogram_mm: list[int] | None = None,
    **numbers: float,
) -> Result:  # fmt: skip
    rounded = {name: round(float(value), 4) for name, value in numbers.items()}
    return Result(
        "", seed, is_good, says, rounded, histogram_mm or [], simulated_s=round(stage.now_s, 2)
    )


RUNS: dict[str, Callable[..., Result]] = {
    run.__name__: run
    for run in (laps, line_lost, cable, killed, page_lost, obstacles, signs, lights)
}
