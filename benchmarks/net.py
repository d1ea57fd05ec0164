"""Measure the net that drives: `python -m benchmarks.net frame`, or `training`.

In a process of its own and with one thread, so that CPU time is the time of one core. `training`
wants a Python with PyTorch (`./maker train` installs one). donkeycar's linear net takes 2.8 to
3.3 ms in OpenCV and 9.9 CPU s per 1,000 frames and epoch (shared machine at 2.5 GHz).
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from self_driving_car.perception.net import KIT_MODELS, NetPilot
from self_driving_car.perception.net_input import NetInput
from self_driving_car.perception.onnx_net import OnnxNet

ROUNDS, FRAMES = 12, 40
DONKEYCAR_MS, DONKEYCAR_CPU_S = 2.8, 9.9
ROADS = range(100, 103)


def frame() -> dict[str, float]:
    """Return CPU ms for each frame: net alone, the whole pilot, and a floor (one resize)."""
    cv2.setNumThreads(1)
    model = KIT_MODELS / "drive.onnx"
    picture = np.random.default_rng(0).integers(0, 255, (240, 320, 3), dtype=np.uint8)
    pilot, net, net_input = NetPilot(model), OnnxNet(model), NetInput()
    blob = net_input.blob(picture)
    return {
        "net": best_ms(lambda: net(blob)),
        "pilot": best_ms(lambda: pilot.look(picture)),
        "resize": best_ms(lambda: cv2.resize(picture, (200, 66), interpolation=cv2.INTER_AREA)),
    }


def training() -> dict[str, float]:
    """Return CPU s per 1,000 frames and epoch, of 3 epochs on the laps of three roads."""
    from workshop.training.laps import Recording, record_laps
    from workshop.training.torch_python import training_command

    with tempfile.TemporaryDirectory() as folder:
        record_laps(Path(folder) / "tub", ROADS, Recording(for_s=20))
        words = ["--out", f"{folder}/drive.onnx", "--set", "epochs=3", "--set", "threads=1"]
        command, environment = training_command(["drive", f"{folder}/tub", *words])
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found = re.search(r"([0-9.]+) CPU s per 1,000 frames", done.stdout)
    assert found is not None, done.stdout
    return {"cpu_s_per_1000": float(found[1]), "donkeycar": DONKEYCAR_CPU_S}


def best_ms(work: Callable[[], object]) -> float:
    """Return the best median of some rounds: what it costs while other programs are quiet."""
    work()
    medians = []
    for _ in range(ROUNDS):
        took_ms = []
        for _ in range(FRAMES):
            began_s = time.process_time()
            work()
            took_ms.append((time.process_time() - began_s) * 1000)
        medians.append(statistics.median(took_ms))
    return round(min(medians), 3)


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]]()))
