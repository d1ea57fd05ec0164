"""A trained net as a process: pictures come in on standard input, steering goes out.

So a simulator that is no part of the car can let a net drive:
`python -m self_driving_car.training pilot drive.onnx`. For each picture comes a line "HEIGHT WIDTH"
and HEIGHT x WIDTH x 3 bytes, BGR; the answer is a line "ANGLE THROTTLE". It needs no PyTorch.
"""

import sys
from pathlib import Path
from typing import BinaryIO

import numpy as np

from makerkit.errors import BadInputError
from self_driving_car.perception.net import NetPilot


def main(arguments: list[str]) -> int:
    """Answer until no more pictures come."""
    import cv2

    if len(arguments) != 1:
        raise BadInputError("Say which net drives: python -m self_driving_car.training pilot MODEL")
    cv2.setNumThreads(1)
    pilot = NetPilot(Path(arguments[0]))
    pilot.load()
    answer(pilot, sys.stdin.buffer, sys.stdout.buffer)
    return 0


def answer(pilot: NetPilot, pictures: BinaryIO, said: BinaryIO) -> int:
    """Answer each picture, and return how many there were.

    Raises:
        BadInputError: what came is no picture.
    """
    count = 0
    while size := pictures.readline().split():
        if len(size) != 2 or not all(one.isdigit() for one in size):
            raise BadInputError(f"A line HEIGHT WIDTH must come before a picture (got {size!r}).")
        height, width = map(int, size)
        content = pictures.read(height * width * 3)
        if len(content) < height * width * 3:
            return count
        picture = np.frombuffer(content, np.uint8).reshape(height, width, 3)
        angle, throttle = pilot.look(picture)
        said.write(f"{angle:.6f} {throttle:.6f}\n".encode("ascii"))
        said.flush()
        count += 1
    return count
