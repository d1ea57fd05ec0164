"""Says what the lamp does."""

from time import sleep

from gpiozero import LED

red = LED(17)

while True:
    red.on()
    print("on")
    sleep(0.5)
    red.off()
    print("off")
    sleep(0.5)
