"""Tools for tests of the simulated camera."""

import time
import zlib

from hardware_mocks.clock import VirtualClock
from hardware_mocks.simulated_pi import simulated_pi
from hardware_mocks.virtual_time import VirtualTime


def frames_of(seed: int, count: int = 10) -> list[int]:
    """Return the checksums of a new bench's first pictures, one every tenth of a second."""
    with VirtualTime(seed=seed) as scheduler, simulated_pi(VirtualClock(scheduler), seed=seed):
        from hardware_mocks.camera.picamera2 import Picamera2

        with Picamera2() as picam2:
            picam2.configure(picam2.create_video_configuration({"size": (160, 120)}))
            picam2.start()
            found = []
            for _ in range(count):
                time.sleep(0.1)
                found.append(zlib.crc32(picam2.capture_array().tobytes()))
            return found
