"""Measure the whole car in the loop: `python -m benchmarks.car_loop` prints JSON.

A lap at 0.5 m/s by the whole program, the compiled sketch in lockstep, pictures 100 ms late. How
many simulated seconds a CPU second of all processes gives; how old a picture is, from the beginning
of its exposure, when the command that answers to it is sent (ms, the middle and the worst). From
there to the pin it takes as long as the line "command to pin" of the table says.
"""

import json
import resource
import statistics
import tempfile
from pathlib import Path

from tests.self_driving_car.end_to_end.car_stage import CarStage

SEED = 5
"""Of those for tuning."""
LATENCY_S, SPEED_M_S, STEP_S, LONGEST_S = 0.1, 0.5, 0.05, 90.0


def driven(folder: Path) -> dict[str, float]:
    """Drive a lap, and return what it took."""
    ages_s = []
    faults = {"latency_s": LATENCY_S}
    with CarStage(folder, f"lane_{SEED}", speed=SPEED_M_S, seed=SEED, faults=faults) as stage:
        while stage.track.referee.laps < 1 and stage.now_s < LONGEST_S:
            stage.go(STEP_S)
            if stage.speed_m_s > SPEED_M_S / 2 and stage.status.latency_s is not None:
                ages_s.append(stage.status.latency_s)
        simulated_s = stage.now_s
    return {
        "simulated_s": simulated_s,
        "age_ms": 1000 * statistics.median(ages_s),
        "worst_age_ms": 1000 * max(ages_s),
    }


def main() -> None:
    """Drive, and print it."""
    with tempfile.TemporaryDirectory() as folder:
        found = driven(Path(folder))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found["cpu_s"] = sum(usage.ru_utime + usage.ru_stime for usage in used)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
