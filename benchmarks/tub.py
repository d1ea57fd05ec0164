"""What writing and reading a tub costs: `python -m benchmarks.tub NAME` prints one.

`write` is records per CPU second with pictures that are JPEG already, beside donkeycar's way
written anew (all lengths of a catalog, and the manifest's last line, are rewritten at each record),
and beside the same with the pictures encoded by PIL as donkeycar does. With `--environment FOLDER`,
one that `tests/donkeycar_tubs/check_tubs.py` has made, its own Tub is measured as well.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from makerkit.tub import INPUTS, TYPES, Tub, TubWriter, heal

COUNT = 2000
BIG = 20_000
VALUES = {"user/angle": 0.1, "user/throttle": 0.4, "user/mode": "user"}
EXTRAS = {"car/speed": 0.41, "car/lane_offset": -0.02, "car/heading_rad": 1.2, "car/mode": "manual"}


def picture() -> Any:
    """Return a picture 160x120 that looks like a room, as JPEG about 3 kB."""
    noise = np.random.default_rng(1).integers(0, 255, (120, 160, 3)).astype(np.uint8)
    return cv2.GaussianBlur(noise, (0, 0), 4)


def jpeg() -> bytes:
    """Return it as JPEG."""
    return bytes(cv2.imencode(".jpg", picture(), [cv2.IMWRITE_JPEG_QUALITY, 75])[1].tobytes())


class DonkeysWay:
    """Writes a tub with the steps that donkeycar 5.3 takes."""

    def __init__(self, folder: Path, save: Callable[[Path], None]) -> None:
        (folder / "images").mkdir(parents=True)
        self._folder, self._save = folder, save
        self._index, self._lengths = 0, [0] * 0
        head = [list(INPUTS), list(TYPES), {}, {"created_at": time.time()}]
        self._head = "".join(json.dumps(line) + "\n" for line in head)
        self._manifest = (folder / "manifest.json").open("a+", newline="\n")
        self._manifest.write(self._head)
        self._new_catalog()

    def _new_catalog(self) -> None:
        name = f"catalog_{self._index // 1000}"
        self._lengths = []
        self._catalog = (self._folder / f"{name}.catalog").open("a+", newline="\n")
        self._beside = (self._folder / f"{name}.catalog_manifest").open("a+", newline="\n")

    def write(self) -> None:
        """Add a record."""
        if self._index and self._index % 1000 == 0:
            self._catalog.close()
            self._beside.close()
            self._new_catalog()
        name = f"{self._index}_cam_image_array_.jpg"
        self._save(self._folder / "images" / name)
        stamps = {"_timestamp_ms": round(time.time() * 1000), "_index": self._index}
        record = {"cam/image_array": name, **VALUES, **EXTRAS, **stamps, "_session_id": "a_0"}
        line = json.dumps(record, allow_nan=False, sort_keys=True) + "\n"
        self._catalog.write(line)
        self._catalog.flush()
        self._lengths.append(len(line))
        self._index += 1
        content = {"created_at": 0.0, "line_lengths": self._lengths, "path": "", "start_index": 0}
        _rewrite(self._beside, 0, json.dumps(content, allow_nan=False, sort_keys=True) + "\n")
        paths = [f"catalog_{one}.catalog" for one in range(1 + self._index // 1000)]
        tail = {"paths": paths, "current_index": self._index, "max_len": 1000, "deleted": []}
        _rewrite(self._manifest, len(self._head), json.dumps(tail) + "\n")


def _rewrite(file: Any, start: int, text: str) -> None:
    file.seek(start)
    file.truncate()
    file.write(text)
    file.flush()


def write(environment: str = "") -> dict[str, float]:
    """Return records per CPU second of each way."""
    from PIL import Image

    packed, pixels = jpeg(), cv2.cvtColor(picture(), cv2.COLOR_BGR2RGB)
    found = {
        "ours": _best(lambda folder: _ours(folder, packed)),
        "ours, from BGR": _best(lambda folder: _ours(folder, picture())),
        "donkeycar's way, JPEG given": _best(
            lambda folder: _donkeys(folder, lambda path: _put(path, packed))
        ),
        "donkeycar's way": _best(
            lambda folder: _donkeys(folder, lambda path: Image.fromarray(pixels).save(path))
        ),
    }
    if environment:
        from tests.donkeycar_tubs.donkey import Donkey

        with tempfile.TemporaryDirectory() as folder:
            said = Donkey(environment).ask("write", f"{folder}/tub", COUNT, 1000)
        found["donkeycar's own Tub"] = said["count"] / said["cpu_s"]
    return {name: round(rate) for name, rate in found.items()}


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _ours(folder: Path, shown: Any) -> None:
    with TubWriter(folder) as tub:
        for _ in range(COUNT):
            tub.write({"cam/image_array": shown, **VALUES, **EXTRAS})


def _donkeys(folder: Path, save: Callable[[Path], None]) -> None:
    tub = DonkeysWay(folder, save)
    for _ in range(COUNT):
        tub.write()


def _best(way: Callable[[Path], None]) -> float:
    """Return the records per CPU second of the best of three rounds."""
    best_s = float("inf")
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            began_s = time.process_time()
            way(Path(folder) / "tub")
            best_s = min(best_s, time.process_time() - began_s)
    return COUNT / best_s


def sync() -> dict[str, float]:
    """Return what bringing a second of records (20) to this machine's disk takes, in ms."""
    packed = jpeg()
    took, used = [], []
    with tempfile.TemporaryDirectory() as folder, TubWriter(folder, sync_every_s=1e9) as tub:
        for _ in range(30):
            for _ in range(20):
                tub.write({"cam/image_array": packed, **VALUES})
            began_s, cpu_s = time.perf_counter(), time.process_time()
            tub.sync()
            took.append(time.perf_counter() - began_s)
            used.append(time.process_time() - cpu_s)
    took.sort()
    return {
        "median_ms": round(1000 * took[15], 2),
        "worst_ms": round(1000 * took[-1], 2),
        "cpu_ms": round(1000 * sum(used) / 30, 2),
    }


def read() -> dict[str, float]:
    """Return what reading a tub of 20,000 records takes: CPU ms, and us for one record."""
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there) / "tub"
        make_big(folder, BIG)
        opening = _ms(lambda: Tub(folder))
        tub = Tub(folder)
        every = _ms(lambda: sum(1 for _ in tub))
        some = range(0, BIG, 97)
        single = 1000 * _ms(lambda: [tub.record(one) for one in some]) / len(some)
        marking = _ms(lambda: tub.delete(range(5000, 6000)))
        healing = _ms(lambda: heal(folder))
    return {
        "open_ms": opening, "iterate_ms": every, "one_us": single, "delete_ms": marking,
        "heal_ms": healing,
    }  # fmt: skip


def make_big(folder: Path, count: int) -> None:
    """Write a big tub quickly: the same picture a thousand times."""
    packed = jpeg()
    with TubWriter(folder, sync_every_s=1e9) as tub:
        for number in range(count):
            angle = float(np.sin(number / 90))
            tub.write({"cam/image_array": packed, **VALUES, **EXTRAS, "user/angle": angle})


def _ms(what: Callable[[], Any]) -> float:
    began_s = time.process_time()
    what()
    return round(1000 * (time.process_time() - began_s), 2)


def main() -> None:
    """Measure one, and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", choices=("write", "sync", "read"))
    parser.add_argument("--environment", default="", help="one with donkeycar in it")
    wishes = parser.parse_args()
    if wishes.environment and not shutil.which(wishes.environment + "/bin/python"):
        sys.exit(f"There is no Python in {wishes.environment}/bin.")
    measure = {"write": lambda: write(wishes.environment), "sync": sync, "read": read}
    print(json.dumps(measure[wishes.name]()))


if __name__ == "__main__":
    main()
