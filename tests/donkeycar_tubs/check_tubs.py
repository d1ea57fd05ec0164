"""donkeycar's own Tub and ours, in turns on the same tubs: an optional job.

    .venv/bin/python -m tests.donkeycar_tubs.check_tubs [--environment FOLDER] [--python python3.11]

It makes an environment with donkeycar in a temporary folder, and lets both write, read, extend,
delete from and restore in what the other has written, also after a kill and after damage.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

from makerkit.tub import INPUTS, TYPES, Tub, TubWriter, heal
from makerkit.tub.picture import jpeg_of
from tests.donkeycar_tubs.donkey import Donkey, DonkeyError

ROOT = Path(__file__).parents[2]
EXTRAS = {"car/speed": 0.31, "car/lane_offset": -0.02, "car/mode": "lane"}
OURS_FOR_EVER = """
import itertools, sys
from makerkit.tub import TubWriter
with TubWriter(sys.argv[1], max_len=20) as tub:
    for number in itertools.count():
        tub.write({"cam/image_array": bytes.fromhex(sys.argv[2]), "user/angle": number / 100,
                   "user/throttle": 0.3, "user/mode": "user"})
        print(number + 1, flush=True)
"""


def jpeg():
    """Return a picture of one colour: RGB 200, 100, 50."""
    import numpy as np

    return jpeg_of(np.full((120, 160, 3), (50, 100, 200), np.uint8))


def write_ours(folder, count, *, begin=0, max_len=20, inputs=INPUTS, types=TYPES):
    """Add records of ours, extras and all."""
    with TubWriter(folder, inputs, types, max_len=max_len) as tub:
        for number in range(begin, begin + count):
            values = {"user/angle": number / 100, "user/throttle": 0.3, "user/mode": "user"}
            tub.write({"cam/image_array": jpeg(), **values, **EXTRAS})


def ours(folder):
    """Return the numbers that the records were made of, as our Tub reads them."""
    tub = Tub(folder)
    assert all(tub.image(one).shape == (120, 160, 3) for one in tub)
    return [round(100 * one["user/angle"]) for one in tub]


def theirs(donkey, folder, how="read"):
    """Return the same, as donkeycar's Tub reads them; pictures and indexes must be right."""
    said = donkey.ask(how, folder)
    assert said["len"] == len(said["records"])
    for one in said["records"]:
        assert one["size"] == [160, 120]
        assert one["mode"] == "user"
        wrong = max(abs(a - b) for a, b in zip(one["rgb"], (200, 100, 50), strict=True))
        assert wrong <= 4, one["rgb"]
        assert one["index"] == round(100 * one["angle"])
    return [one["index"] for one in said["records"]]


def both(donkey, folder, expected):
    """See that both read the same."""
    expected = list(expected)
    assert ours(folder) == expected
    assert theirs(donkey, folder) == expected


def check_theirs_opens_and_iterates_ours(donkey, folder):
    write_ours(folder, 50)
    both(donkey, folder, range(50))
    assert theirs(donkey, folder, "read_only") == list(range(50))


def check_theirs_appends_to_ours_and_ours_goes_on(donkey, folder):
    write_ours(folder, 33)
    donkey.ask("write", folder, 30, 20)  # a donkeycar that names its own inputs, as it drives
    both(donkey, folder, range(63))
    write_ours(folder, 20, begin=63)
    both(donkey, folder, range(83))
    sessions = [(one.id.rsplit("_")[1], one.records) for one in Tub(folder).sessions]
    assert sessions == [("0", 33), ("1", 30), ("2", 20)]
    assert heal(folder).is_well


def check_theirs_appends_to_ours_with_more_inputs(donkey, folder):
    types = (*TYPES, "float", "float", "str")
    write_ours(folder, 15, inputs=(*INPUTS, *EXTRAS), types=types)
    donkey.ask("append", folder, 10)
    both(donkey, folder, range(25))


def check_deletions_are_the_same_for_both(donkey, folder):
    write_ours(folder, 50)
    donkey.ask("delete", folder, 3, 20, 49)
    both(donkey, folder, [one for one in range(50) if one not in (3, 20, 49)])
    Tub(folder).delete([0, 21])
    both(donkey, folder, [one for one in range(50) if one not in (0, 3, 20, 21, 49)])
    Tub(folder).restore([3])
    donkey.ask("restore", folder, 20, 21)
    both(donkey, folder, [one for one in range(50) if one not in (0, 49)])
    with TubWriter(folder) as writer:
        assert writer.erase_last(2) == {47, 48}
    donkey.ask("delete_last", folder, 2)
    both(donkey, folder, range(1, 45))


def check_ours_reads_extends_and_deletes_from_theirs(donkey, folder):
    donkey.ask("write", folder, 45, 20)
    both(donkey, folder, range(45))
    write_ours(folder, 30, begin=45)
    Tub(folder).delete([44, 45, 60])
    both(donkey, folder, [one for one in range(75) if one not in (44, 45, 60)])
    donkey.ask("write", folder, 5, 20)  # a donkeycar with its own list of inputs goes on
    both(donkey, folder, [one for one in range(80) if one not in (44, 45, 60)])
    assert Tub(folder)[50]["car/speed"] == 0.31


def check_ours_is_killed_and_theirs_opens_it(donkey, folder):
    command = [sys.executable, "-c", OURS_FOR_EVER, folder, jpeg().hex()]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=env) as writer:
        for _ in range(70):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split()
    count = int(rest[-1]) if rest else 70
    found = ours(folder)
    assert found in (list(range(count)), list(range(count + 1)))
    assert [one["index"] for one in donkey.ask("read", folder)["records"]] == found
    heal(folder)
    both(donkey, folder, found)
    donkey.ask("append", folder, 25)
    both(donkey, folder, range(len(found) + 25))


def check_theirs_is_killed_and_both_open_it_after_healing(donkey, folder):
    count = donkey.write_and_be_killed(folder, 55)
    found = ours(folder)
    assert abs(len(found) - count) <= 1
    heal(folder)
    both(donkey, folder, ours(folder))
    write_ours(folder, 30, begin=len(found))
    both(donkey, folder, range(len(found) + 30))


def check_a_manifest_of_four_lines_which_theirs_cannot_open_is_healed(donkey, folder):
    donkey.ask("write", folder, 45, 20)
    manifest = Path(folder) / "manifest.json"
    manifest.write_bytes(b"".join(manifest.read_bytes().splitlines(keepends=True)[:4]))
    try:
        donkey.ask("read", folder)
    except DonkeyError as error:
        print(f"      donkeycar itself: {error}")
    else:
        raise AssertionError("donkeycar reads it: say so in the facts")
    heal(folder)
    both(donkey, folder, range(45))


def check_bad_pictures_are_passed_over_by_theirs_after_healing(donkey, folder):
    write_ours(folder, 30)
    images = Path(folder) / "images"
    (images / "3_cam_image_array_.jpg").write_bytes(b"")
    (images / "4_cam_image_array_.jpg").unlink()
    heal(folder)
    both(donkey, folder, [one for one in range(30) if one not in (3, 4)])


def check_lengths_are_those_that_theirs_writes(donkey, folder):
    write_ours(f"{folder}/a", 45)
    donkey.ask("write", f"{folder}/b", 45, 20)
    for number in range(3):
        name = f"catalog_{number}.catalog"
        for tub in ("a", "b"):
            path = Path(folder) / tub / name
            lengths = json.loads(path.with_suffix(".catalog_manifest").read_text())["line_lengths"]
            lines = path.read_bytes().splitlines(keepends=True)
            assert lengths == [len(line) for line in lines], (tub, number)


def main():
    """Check, say what was found, and exit with 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", default="python3.11", help="a Python 3.11")
    parser.add_argument("--environment", help="one that was made before; else a temporary folder")
    wishes = parser.parse_args()
    checks = {name: check for name, check in globals().items() if name.startswith("check_")}
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        donkey = Donkey(wishes.environment or f"{folder}/environment", wishes.python)
        print(f"donkeycar {donkey.version}")
        for name, check in checks.items():
            failed += not _passes(
                name, lambda check=check, at=f"{folder}/{name}": check(donkey, at)
            )
    print(f"{len(checks) - failed} of {len(checks)} passed")
    sys.exit(1 if failed else 0)


def _passes(name, check):
    words = name.removeprefix("check_").replace("_", " ")
    try:
        check()
    except Exception:
        print(f"FAILS {words}\n{traceback.format_exc()}")
        return False
    print(f"ok    {words}")
    return True


if __name__ == "__main__":
    main()
