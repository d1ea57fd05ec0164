"""One pin has many names: BCM number, GPIO, BOARD, header, wiringPi."""

from time import sleep

from gpiozero import LED

for name in (17, "17", "GPIO17", "BCM17", "BOARD11", "J8:11", "WPI0"):
    lamp = LED(name)
    lamp.on()
    sleep(1)
    lamp.close()
