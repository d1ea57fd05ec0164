"""Events, and a thread of its own that switches the lamp off."""

from signal import pause
from threading import Timer
from time import sleep

from gpiozero import LED, MotionSensor

light = LED(27)
timers = []


def somebody():
    for timer in timers:
        timer.cancel()
    timers.clear()
    light.on()


def nobody():
    timers.append(Timer(5, light.off))
    timers[-1].start()


sleep(32)
hall = MotionSensor(4)
hall.when_motion = somebody
hall.when_no_motion = nobody

pause()
