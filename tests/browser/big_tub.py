"""A tub of many records, made quickly: the same few pictures, and nothing waits for the disk."""

import math
import os

import cv2
import numpy as np

from makerkit.tub import TubWriter, bring_home

WALL_S = 1_795_000_000.0
LOOKS = 24
SIZE = (160, 120)


def lane_pictures():
    """Return a road that bends further and further to the right, as JPEG."""
    made = []
    for look in range(LOOKS):
        picture = np.full((SIZE[1], SIZE[0], 3), (120, 130, 140), np.uint8)
        bend = (look - LOOKS / 2) / LOOKS
        for side in (-50, 50):
            ends = [(80 + side, 119), (80 + side // 3 + int(90 * bend), 45)]
            cv2.line(picture, ends[0], ends[1], (235, 235, 235), 5)
        made.append(cv2.imencode(".jpg", picture)[1].tobytes())
    return made


def make_big_tub(folder, count, monkeypatch, *, sessions=3):
    """Write records of a car that swings left and right, in some drives; it stands for a while."""
    pictures = lane_pictures()
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    monkeypatch.setattr(bring_home, "_syncfs", lambda: lambda descriptor: 0)
    for drive in range(sessions):
        with TubWriter(folder, sync_every_s=1e9, wall=lambda: WALL_S) as tub:
            for number in range(drive * count // sessions, (drive + 1) * count // sessions):
                angle = math.sin(number / 60) ** 3
                stands = 5000 <= number < 5100
                look = min(LOOKS - 1, int((angle + 1) / 2 * LOOKS))
                tub.write(
                    {
                        "cam/image_array": pictures[look],
                        "user/angle": round(angle, 3),
                        "user/throttle": 0.0 if stands else 0.5,
                        "user/mode": "user",
                        "car/speed": 0.0
                        if stands
                        else round(0.4 + 0.05 * math.cos(number / 35), 3),
                    },
                    t_ms=int(WALL_S * 1000) + 50 * number,
                )
