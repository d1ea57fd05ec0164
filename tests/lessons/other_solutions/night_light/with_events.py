"""Events for motion, a fade, and a thread that counts."""

from threading import Thread
from time import monotonic, sleep

from gpiozero import PWMLED, Button, MotionSensor

hall = MotionSensor(4)
twilight = Button(24, pull_up=False)
lamp = PWMLED(27)
moved_s = -1000.0
is_dark = False
counted = {"lit": 0.0, "dark": 0.0}


def moved():
    global moved_s  # noqa: PLW0603
    moved_s = monotonic()


def count():
    while True:
        for _ in range(60):
            sleep(1)
            counted["lit"] += lamp.value > 0
            counted["dark"] += is_dark
        used = 3 * counted["lit"] / 3600
        print(f"Used: {used:.4f} Wh; saved: {3 * counted['dark'] / 3600 - used:.4f} Wh")


hall.when_motion = moved
hall.when_no_motion = moved
Thread(target=count, daemon=True).start()
while True:
    if lamp.value == 0:
        is_dark = twilight.is_pressed
    if hall.motion_detected:
        moved()
    wanted = is_dark and monotonic() - moved_s < 20
    if wanted and lamp.value == 0:
        lamp.on()
    elif not wanted and lamp.value:
        lamp.off()
    sleep(0.1)
