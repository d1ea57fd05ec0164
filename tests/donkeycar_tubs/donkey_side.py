"""What donkeycar's own classes do, in an environment that has donkeycar and nothing of ours.

    python donkey_side.py DO FOLDER [NUMBERS]

The last line of its output is the answer, as JSON.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from donkeycar.parts.tub_v2 import Tub
from PIL import Image

INPUTS = ["cam/image_array", "user/angle", "user/throttle", "user/mode"]
TYPES = ["image_array", "float", "float", "str"]
PICTURE = np.full((120, 160, 3), (200, 100, 50), np.uint8)


def read(folder, *, read_only=False):
    """Return what its Tub says of all records, and of the size of their pictures."""
    tub = Tub(folder, read_only=read_only)
    found = []
    for record in tub:
        with Image.open(Path(folder) / "images" / record["cam/image_array"]) as picture:
            found.append(
                {
                    "index": record["_index"],
                    "session": record["_session_id"],
                    "angle": record["user/angle"],
                    "throttle": record["user/throttle"],
                    "mode": record["user/mode"],
                    "size": picture.size,
                    "rgb": picture.convert("RGB").getpixel((5, 5)),
                }
            )
    answer = {"len": len(tub), "records": found, "deleted": sorted(tub.manifest.deleted_indexes)}
    tub.close()
    return answer


def read_only(folder):
    """Read it as `donkey tubplot` does, which maps files into memory."""
    return read(folder, read_only=True)


def write(folder, count, max_len):
    """Begin a tub as a car does; or go on with one, whose inputs must be the same."""
    tub = Tub(folder, inputs=INPUTS, types=TYPES, max_catalog_len=max_len)
    return _add(tub, count)


def append(folder, count):
    """Add records to whatever tub is there: its inputs must be named, or no value is written."""
    there = Tub(folder).manifest
    return _add(Tub(folder, inputs=there.inputs, types=there.types), count)


def _add(tub, count):
    began_s = time.process_time()
    for _ in range(count):
        number = tub.manifest.current_index
        tub.write_record(
            {
                "cam/image_array": PICTURE, "user/angle": number / 100, "user/throttle": 0.3,
                "user/mode": "user",
            }
        )  # fmt: skip
    took_s = time.process_time() - began_s
    tub.close()
    return {"cpu_s": took_s, "count": count}


def write_for_ever(folder):
    """Write until somebody ends it."""
    tub = Tub(folder, inputs=INPUTS, types=TYPES, max_catalog_len=20)
    while True:
        _one = {"user/angle": tub.manifest.current_index / 100, "user/throttle": 0.3}
        tub.write_record({"cam/image_array": PICTURE, "user/mode": "user", **_one})
        print(tub.manifest.current_index, flush=True)


def delete(folder, *indexes):
    """Mark records as deleted."""
    tub = Tub(folder)
    tub.delete_records(set(indexes))
    tub.close()
    return sorted(indexes)


def restore(folder, *indexes):
    """Take that back."""
    tub = Tub(folder)
    tub.restore_records(set(indexes))
    tub.close()
    return sorted(indexes)


def delete_last(folder, count):
    """Erase the last records, as its TubWiper does."""
    tub = Tub(folder)
    tub.delete_last_n_records(count)
    tub.close()
    return count


if __name__ == "__main__":
    name, where, *rest = sys.argv[1:]
    print(json.dumps(globals()[name](where, *map(int, rest))))
