"""Tubs for tests: small, and as others have written them."""

import json
from pathlib import Path

from makerkit.tub import TubWriter

# A grey JPEG of 8x8, whole: begin and end marks are there.
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912"
    "130f141d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080008"
    "000801011100ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400b51000020103"
    "03020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f024336272"
    "82090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475"
    "767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9"
    "cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00fbfaffd9"
)
WALL_S = 1_669_759_744.0
"""The 29th of November 2022, of the tub that the facts quote."""


def record(number, **more):
    """Return a record as the car writes one."""
    return {
        "cam/image_array": JPEG,
        "user/angle": number / 100,
        "user/throttle": 0.4,
        "user/mode": "user",
        **more,
    }


def make_tub(folder, count, *, max_len=1000, begin=0, **options):
    """Write a tub in one session, 20 records a second."""
    times = iter(range(10_000_000))
    with TubWriter(
        folder,
        max_len=max_len,
        wall=lambda: WALL_S + next(times) / 20,
        clock=lambda: 0.0,
        **options,
    ) as tub:
        for number in range(begin, begin + count):
            tub.write(record(number))
    return Path(folder)


def make_donkey_tub(folder, count, *, max_len=1000):
    """Write a tub as donkeycar does, by its bytes."""
    folder = Path(folder)
    (folder / "images").mkdir(parents=True)
    names, lengths = [], []
    for index in range(count):
        if index % max_len == 0:
            names.append(f"catalog_{index // max_len}.catalog")
            lengths.append([])
        image = f"{index}_cam_image_array_.jpg"
        (folder / "images" / image).write_bytes(JPEG)
        line = json.dumps(
            {
                "cam/image_array": image, "user/angle": index / 100, "user/throttle": 0.4,
                "user/mode": "user", "_index": index, "_session_id": "22-11-29_0",
                "_timestamp_ms": 1669759744666 + 50 * index,
            },
            sort_keys=True,
        )  # fmt: skip
        with (folder / names[-1]).open("a") as file:
            file.write(line + "\n")
        lengths[-1].append(len(line) + 1)
    for number in range(len(names)):
        beside = {
            "created_at": WALL_S, "line_lengths": lengths[number],
            "path": f"catalog_{number}.catalog_manifest", "start_index": number * max_len,
        }  # fmt: skip
        (folder / f"catalog_{number}.catalog_manifest").write_text(json.dumps(beside) + "\n")
    sessions = {"all_full_ids": ["22-11-29_0"], "last_id": 0, "last_full_id": "22-11-29_0"}
    catalogs = {
        "paths": names, "current_index": count, "max_len": max_len, "deleted_indexes": [],
    }  # fmt: skip
    lines = [
        ["cam/image_array", "user/angle", "user/throttle", "user/mode"],
        ["image_array", "float", "float", "str"],
        {},
        {"created_at": WALL_S, "sessions": sessions},
        catalogs,
    ]
    (folder / "manifest.json").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


def numbers(tub):
    """Return the numbers that the records of a tub were made of."""
    return [round(record["user/angle"] * 100) for record in tub]
