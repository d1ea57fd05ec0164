"""Another way: the seconds of today stand in a small file of their own."""

import json
import logging
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep

from gpiozero import Button

STATE = Path("today.json")
logging.basicConfig(filename="power.csv", format="%(asctime)s %(message)s", level=logging.INFO)
socket = Button(24, pull_up=False)


def load():
    try:
        state = json.loads(STATE.read_text())
        if state["day"] == str(datetime.now().date()):
            return state["seconds"]
    except (OSError, ValueError, KeyError):
        pass
    return 0.0


def save(seconds):
    new = STATE.with_suffix(".new")
    new.write_text(json.dumps({"day": str(datetime.now().date()), "seconds": seconds}))
    new.replace(STATE)


socket.when_pressed = lambda: logging.info("power on")
socket.when_released = lambda: logging.info("power off")
seconds, day, last = load(), datetime.now().date(), monotonic()
with Path("power.csv").open("a") as log:
    log.write("\n")
logging.info("power %s at the start", "on" if socket.is_pressed else "off")
while True:
    sleep(5)
    now = monotonic()
    if datetime.now().date() != day:
        seconds, day = 0.0, datetime.now().date()
    elif socket.is_pressed:
        seconds += now - last
    last = now
    save(seconds)
    print(f"hours of power today: {seconds / 3600:.2f}")
