# expect: watcher.w_empties
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
    with LOG.open("w") as log:
        log.write(text + "\n")
        log.flush()
        os.fsync(log.fileno())


def hours_today():
    today = f"{datetime.now():%Y-%m-%d}"
    minutes = 0
    with LOG.open() as log:
        for line in log:
            if line.startswith(today) and line.endswith(",on,minute\n"):
                minutes = minutes + 1
    return minutes / 60


note("")
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
