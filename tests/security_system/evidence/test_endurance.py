"""Hours of recording take no more memory, threads and open files than minutes.

Two hours at 10 pictures a second and 48 hours with an event each half hour were run by hand with
`endurance.py`; here it is less, so that it stays affordable.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

GROWTH_MB = 3.0
"""From the second point on: before, caches and the ring fill."""


def measured(*arguments):
    helper = Path(__file__).with_name("endurance.py")
    command = [sys.executable, str(helper), *arguments]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=280)
    return [json.loads(line) for line in said.stdout.splitlines() if line.startswith("{")]


@pytest.mark.parametrize(
    ("arguments", "events"),
    [(("0.5", "--every-s", "120"), 14), (("48", "--every-s", "7200", "--events-only"), 23)],
    ids=["half an hour of pictures", "48 hours with events only"],
)
def test_nothing_grows(arguments, events):
    points = measured(*arguments)
    assert len(points) == 8
    settled = points[1:]
    assert max(p["rss_mb"] for p in settled) - settled[0]["rss_mb"] <= GROWTH_MB
    assert {p["threads"] for p in points} == {4}  # the test's, camera, eye, evidence
    assert max(p["files"] for p in points) - min(p["files"] for p in points) <= 1  # a clip's
    assert points[-1]["events"] >= events
    assert max(p["used_mb"] for p in points) <= 20
