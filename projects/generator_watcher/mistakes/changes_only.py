# expect: watcher.gap_counted
import os
from datetime import datetime
from pathlib import Path
from time import sleep

from gpiozero import DigitalInputDevice

LOG = Path("power.csv")

charger = DigitalInputDevice(24)


def note(text):
    with LOG.open("a") as log:
        log.write(text + "\n")
        log.flush()
        os.fsync(log.fileno())


def hours_today():
    now = datetime.now()
    seconds = 0
    since = None
    for line in LOG.read_text().splitlines():
        try:
            moment_text, word = line.split(",")
            moment = datetime.fromisoformat(moment_text)
        except ValueError:
            continue
        if moment.date() < now.date():
            moment = datetime(now.year, now.month, now.day)
        if since is not None:
            seconds = seconds + (moment - since).total_seconds()
        since = moment if word == "on" else None
    if since is not None:
        seconds = seconds + (now - since).total_seconds()
    return seconds / 3600


LOG.touch()
note("")
before = None
turns = 0

while True:
    if charger.is_active != before:
        before = charger.is_active
        word = "on" if before else "off"
        note(f"{datetime.now():%Y-%m-%d %H:%M:%S},{word}")
    if turns % 60 == 0:
        print("hours of power today:", round(hours_today(), 2))
    turns = turns + 1
    sleep(1)
