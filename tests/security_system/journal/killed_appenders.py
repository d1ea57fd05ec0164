"""Append to journals in processes that are killed at random moments.

`python killed_appenders.py FOLDER COUNT SEED`: one journal, many writers one after the other. Each
says in `promised`, after every append that returned True, what it has been promised is kept.
"""

import mmap
import os
import random
import signal
import struct
import sys
import time
from pathlib import Path

from security_system.journal import Entry, Journal

MOST_APPENDS = 25


def append_for_ever(folder, promised, first):
    journal = Journal(folder / "journal.db")
    number = first
    while True:
        entries = [Entry(kind="told", why=f"number {number + i}") for i in range(number % 3 + 1)]
        assert journal.append(entries, {"number": number + len(entries)}, 1e9 + number)
        number += len(entries)
        promised[:8] = struct.pack("<q", number)


def main():
    folder, count, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[3])
    file = folder / "promised"
    file.write_bytes(bytes(8))
    promised = mmap.mmap(os.open(file, os.O_RDWR), 8)
    for _ in range(count):
        journal = Journal(folder / "journal.db")
        kept = journal.load()
        before = struct.unpack("<q", promised[:8])[0]
        number = kept.state["number"] if kept else 0
        assert number >= before, f"promised {before}, found {number}"
        journal.close()
        child = os.fork()
        if child == 0:
            append_for_ever(folder, promised, number)
        wanted = number + chance.randint(1, MOST_APPENDS)
        deadline_s = time.monotonic() + 30
        while struct.unpack("<q", promised[:8])[0] < wanted:
            assert time.monotonic() < deadline_s, "the writer does not write"
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, 0.004))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
