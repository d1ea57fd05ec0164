"""One run of one row, in a process of its own: prints its result as the last line."""

import json
import resource
import sys
from dataclasses import asdict, replace
from pathlib import Path

from benchmarks.car_table import runs
from benchmarks.car_table.results import Result


def main() -> None:
    """Do what the first argument says, with the second as folder for data."""
    job = json.loads(sys.argv[1])
    result: Result = runs.RUNS[job["drives"]](job["seed"], Path(sys.argv[2]), **job["how"])
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu_s = sum(usage.ru_utime + usage.ru_stime for usage in used)
    print(json.dumps(asdict(replace(result, row=job["row"], cpu_s=round(cpu_s, 2)))))


if __name__ == "__main__":
    main()
