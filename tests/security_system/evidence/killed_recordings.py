"""Record events in processes that are killed at random moments; the test looks at what is left.

`python killed_recordings.py FOLDER COUNT SEED < packets.pickle` leaves a folder `<n>` with the
clips of each process, `<n>.given`: when its camera gave each packet, and `<n>.taken`: when the
thread `evidence` took it to write it. Packets come at the speed of life, 10 a second.
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

from makerkit.camera.packets import Packet
from security_system.evidence.cause import Cause
from security_system.evidence.desk import Desk
from security_system.evidence.event import EventKind
from security_system.evidence.evidence import Evidence
from security_system.evidence.settings import RecordingSettings

AT_ONCE = 25
FPS, NS = 10, 1_000_000_000
PRE_ROLL_S = 2.0
BEFORE = 30
"""Packets in the ring when the event begins."""
MOST_S = 4.0
PLACE = struct.Struct("<IQ")
"""For each packet: its number, and the monotonic time."""


class Log:
    """Times that outlive a kill."""

    def __init__(self, path):
        self._rows = mmap.mmap(os.open(path, os.O_RDWR), PLACE.size * 1000)

    def note(self, number):
        row = PLACE.pack(number + 1, time.monotonic_ns())
        self._rows[number * PLACE.size : (number + 1) * PLACE.size] = row


def note_what_is_taken(log):
    real_add = Desk.add

    def add(desk, work):
        log.note(work.packet.pts_us * FPS // 1_000_000)
        real_add(desk, work)

    Desk.add = add


def record_for_ever(folder, given, taken, packets):
    note_what_is_taken(taken)
    evidence = Evidence(folder, RecordingSettings(pre_roll_s=PRE_ROLL_S, least_free_gb=0))
    evidence.set_home(is_home=False)
    track = evidence.track("hall")
    evidence.start()
    evidence.wait_until_healed()
    begin_ns = time.monotonic_ns() - BEFORE * NS // FPS
    for number in range(1000):
        due_ns = begin_ns + number * NS // FPS
        time.sleep(max(0, due_ns - time.monotonic_ns()) / NS)
        packet = packets[number % len(packets)]
        if number == BEFORE:
            evidence.begin("hall", Cause(EventKind.ALARM, "somebody is there"))
        given.note(number)
        track.add(Packet(packet.data, due_ns, number * 1_000_000 // FPS, packet.is_key))


def main():
    folder, count, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[3])
    packets = pickle.load(sys.stdin.buffer)
    for first in range(0, count, AT_ONCE):
        children = {}
        for number in range(first, min(first + AT_ONCE, count)):
            logs = [folder / f"{number}.{what}" for what in ("given", "taken")]
            for log in logs:
                log.write_bytes(bytes(PLACE.size * 1000))
            if (child := os.fork()) == 0:
                record_for_ever(folder / str(number), *map(Log, logs), packets)
            children[child] = (number, chance.uniform(0.2, MOST_S))
        kill(folder, children)


def kill(folder, children):
    began_s = time.monotonic()
    for child, (number, after_s) in sorted(children.items(), key=lambda item: item[1][1]):
        time.sleep(max(0.0, began_s + after_s - time.monotonic()))
        os.kill(child, signal.SIGKILL)
        killed_ns = time.monotonic_ns()
        os.waitpid(child, 0)
        (folder / f"{number}.killed").write_bytes(struct.pack("<Q", killed_ns))


if __name__ == "__main__":
    main()
