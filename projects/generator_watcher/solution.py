"""Generator watcher: when is there power, and for how many hours today?

1. A phone charger is plugged into the grid. Its 5 V go through 1 kΩ to GPIO24, and from there
   through 2 kΩ to GND. The wire of 0 V goes to GND of the Pi.
2. The Pi lives on a power bank: it must be awake when the grid is not.

Whatever happens becomes one line at the end of a file. Nothing that matters is kept only in a name.
"""

import os
from datetime import datetime
from pathlib import Path
from time import sleep

from gpiozero import DigitalInputDevice

LOG = Path("power.csv")

charger = DigitalInputDevice(24)


def state():
    if charger.is_active:
        return "on"
    return "off"


def note(text):
    """Add one line, and go on only when it is really on the card."""
    with LOG.open("a") as log:
        log.write(text + "\n")
        log.flush()  # out of Python ...
        os.fsync(log.fileno())  # ... and out of Linux


def hours_today():
    """Count the minutes with power: each of them has a line of its own."""
    today = f"{datetime.now():%Y-%m-%d}"
    minutes = 0
    with LOG.open() as log:
        for line in log:
            if line.startswith(today) and line.endswith(",on,minute\n"):
                minutes = minutes + 1
    return minutes / 60


note("")  # the last line may have been cut in half: do not write on behind it
before = ""
minute = datetime.now().minute

while True:
    now = datetime.now()
    if state() != before:
        before = state()
        note(f"{now:%Y-%m-%d %H:%M:%S},{before},change")
    if now.minute != minute:
        minute = now.minute
        note(f"{now:%Y-%m-%d %H:%M:%S},{before},minute")
        print("hours of power today:", round(hours_today(), 2))
    sleep(1)
