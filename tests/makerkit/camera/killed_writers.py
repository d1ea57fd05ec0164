"""Write clips in processes that are killed at random moments; the test looks at what is left.

`python killed_writers.py FOLDER COUNT SEED < packets.pickle` leaves `<n>.mp4.part` and
`<n>.handed`: how many packets the writer had been given when it was killed.
"""

import mmap
import os
import pickle
import random
import signal
import struct
import sys
import time
from pathlib import Path

from makerkit.camera.clips import ClipWriter

MOST_PACKETS = 40
PACKET_S = 0.002


def write_for_ever(folder, number, packets):
    handed = mmap.mmap(os.open(folder / f"{number}.handed", os.O_RDWR), 4)
    writer = ClipWriter(folder / f"{number}.mp4", (160, 120))
    count = 0
    while True:
        packet = packets[count % len(packets)]
        handed[:4] = struct.pack("<I", count + 1)
        writer.write(at(packet, count))
        time.sleep(PACKET_S)
        count += 1


def wait_for(path, count):
    deadline_s = time.monotonic() + 20
    while struct.unpack("<I", path.read_bytes())[0] < count:
        assert time.monotonic() < deadline_s, "the writer does not write"
        time.sleep(PACKET_S / 4)


def at(packet, count):
    return type(packet)(packet.data, round(count * 1e9 / 15), 0, packet.is_key)


def main():
    folder, count, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[3])
    packets = pickle.load(sys.stdin.buffer)
    for number in range(count):
        (folder / f"{number}.handed").write_bytes(bytes(4))
        child = os.fork()
        if child == 0:
            write_for_ever(folder, number, packets)
        wait_for(folder / f"{number}.handed", chance.randint(1, MOST_PACKETS))
        time.sleep(chance.uniform(0, PACKET_S))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
