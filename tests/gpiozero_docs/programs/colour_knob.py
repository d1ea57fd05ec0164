"""A knob turns the hue of a lamp; pressing it names the colour, holding it ends."""

from threading import Event

from colorzero import Color
from gpiozero import RGBLED, Button, RotaryEncoder

knob = RotaryEncoder(16, 20, wrap=True, max_steps=180)
push = Button(21, pull_up=False)
lamp = RGBLED(22, 23, 24, active_high=False)
finished = Event()


def mix():
    lamp.color = Color(h=(knob.steps + 180) / 360, s=1, v=1)


def name_it():
    print(lamp.color.html)


knob.steps = -180
lamp.color = Color("#f00")
knob.when_rotated = mix
push.when_released = name_it
push.when_held = finished.set

print("Turn, press or hold.")
finished.wait()
print("Done.")
