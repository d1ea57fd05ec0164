from time import sleep

from gpiozero import LED

red = LED(17)
red.blink(on_time=0.5, off_time=0.5)
while True:
    sleep(10)
