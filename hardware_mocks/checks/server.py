"""The warm process: it has imported everything, and forks a child for each job.

`python -P -m hardware_mocks.checks.server`. A job comes as a line of JSON on stdin; the child
writes its report straight to our stdout; when it has ended, one line {"ended": code} follows. With
`--once` there is one job and no fork, for systems without one. The process ends, and its child with
it, when stdin is closed.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
from importlib import import_module
from typing import NoReturn

from hardware_mocks.checks.job import CheckJob
from hardware_mocks.virtual_time.install import install

LONGEST_S, LONGEST_WITH_PICTURES_S = 45.0, 155.0
"""Real seconds after which a child is killed that should have ended itself long before."""
REAP_EVERY_S = 0.02
_FOR_ARDUINOS = (
    "hardware_mocks.arduino.board", "hardware_mocks.arduino.on_wiring", "serial",
    "hardware_mocks.arduino.sketches", "makerkit.arduino.build", "hardware_mocks.checks.arduino",
    "hardware_mocks.checks.motor", "hardware_mocks.checks.sketch_diagnosis",
    "hardware_mocks.explain.sketch.code_view",
)  # fmt: skip
"""What lessons without an Arduino do not need: imported with the first job that does."""
_FOR_CAMERAS = (
    "numpy", "cv2", "hardware_mocks.camera.package", "hardware_mocks.checks.camera",
    "hardware_mocks.checks.picture", "hardware_mocks.camera.views.cards",
    "hardware_mocks.worlds.house.house", "hardware_mocks.worlds.house.picture",
)  # fmt: skip
_FOR_HOUSES = ("numpy", "hardware_mocks.worlds.house.house", "hardware_mocks.worlds.house.picture")
_FOR_TRACKS = ("numpy", "hardware_mocks.worlds.track.track", "hardware_mocks.checks.track",
               "hardware_mocks.worlds.track.on_bench")  # fmt: skip
_FOR_PAGES = ("flask", "werkzeug.serving", "werkzeug.test", "hardware_mocks.checks.web",
              "hardware_mocks.standins.flask_visit")  # fmt: skip
"""What only lessons with a camera, or with pages for a browser, need: imported with the first."""
_PRELOADED = (
    "gpiozero", "gpiozero.pins.pi", "pytest", "hardware_mocks.checks.job_plugin",
    "hardware_mocks.checks.job_process", "hardware_mocks.checks.stage", "tomllib",
    "hardware_mocks.standins.install", "hardware_mocks.explain", "makerkit.wiring.rules",
    "makerkit.wiring.code_pins", "makerkit.wiring.reader", "makerkit.wiring.paths",
    "makerkit.wiring.scenario",
)  # fmt: skip


def main(argv: list[str]) -> int:
    """Serve until stdin is closed."""
    if "--once" in argv:
        _work_once(CheckJob.from_json(sys.stdin.readline()))
    install()  # before gpiozero is imported: it makes locks
    _preload()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us ends us
    gc.collect()
    gc.freeze()  # a child need not copy what it never changes
    for line in iter(sys.stdin.readline, ""):
        _serve(line)
    return 0


def _work_once(job: CheckJob) -> NoReturn:
    """Do one job in this process. On real pins time is real, and SIGTERM ends it in order."""
    if job.hardware:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    else:
        install()
    from hardware_mocks.checks.job_process import work

    work(job, os.dup(1))
    os._exit(0)


def _preload() -> None:
    """Import what every job needs."""
    from _pytest.config import default_plugins

    from hardware_mocks.checks.job_process import UNUSED_PLUGINS

    used = [plugin for plugin in default_plugins if plugin not in UNUSED_PLUGINS]
    for name in (*_PRELOADED, *(f"_pytest.{plugin}" for plugin in used)):
        import_module(name)
    from hardware_mocks.checks.words import kit_catalogue
    from hardware_mocks.parts import all_parts

    kit_catalogue("en")
    all_parts()


def _preload_for(job: CheckJob) -> None:
    """Import what jobs of this kind need, once."""
    wanted = [*_FOR_ARDUINOS] if job.has_arduino else []
    if job.has_camera:
        wanted += _FOR_CAMERAS
    if job.has_house:
        wanted += _FOR_HOUSES
    if job.has_track:
        wanted += _FOR_TRACKS
    if job.has_pages:
        wanted += _FOR_PAGES
    missing = [name for name in wanted if name not in sys.modules]
    for name in missing:
        import_module(name)
    if missing:
        gc.collect()
        gc.freeze()


def _serve(line: str) -> None:
    """Let a child do one job, and report its end."""
    job = CheckJob.from_json(line)
    _preload_for(job)
    life, childs_life = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(life)
        _be_the_child(line)
    os.close(childs_life)
    try:
        code = _wait_for(pid, life, _longest_s(job))
    finally:
        os.close(life)
    os.write(1, json.dumps({"ended": code}).encode() + b"\n")


def _be_the_child(line: str) -> None:
    code = 1
    try:
        from hardware_mocks.checks.job_process import work

        work(CheckJob.from_json(line), os.dup(1))
        code = 0
    finally:
        os._exit(code)


def _longest_s(job: CheckJob) -> float:
    return LONGEST_WITH_PICTURES_S if job.has_camera or job.has_track else LONGEST_S


def _wait_for(pid: int, life: int, longest_s: float) -> int:
    """Return the child's exit code, negative for a signal; kill it if it lasts, or we are left."""
    left_s, childs = longest_s, [life]
    while left_s > 0:
        readable, _, _ = select.select([0, *childs], [], [], longest_s if childs else REAP_EVERY_S)
        left_s -= 0.0 if readable else (longest_s if childs else REAP_EVERY_S)
        if 0 in readable:  # nobody sends a job before the last one has ended: stdin is closed
            os.kill(pid, signal.SIGKILL)
            os._exit(0)
        if life in readable:
            childs = []  # it has ended, or has closed what it found open
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv))
