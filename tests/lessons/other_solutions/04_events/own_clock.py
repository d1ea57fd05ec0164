from time import monotonic, sleep

from gpiozero import LED, Button

red = LED(17)
red.on()
button = Button(5)
last = [0.0]


def pressed():
    now = monotonic()
    if now - last[0] > 0.1 and button.is_pressed:
        red.toggle()
    last[0] = now


def released():
    last[0] = monotonic()


button.when_pressed = pressed
button.when_released = released
while True:
    sleep(1)
