from time import sleep

from gpiozero import LED

led = LED(17)
FLASHES = [(7, 1), (1, 1), (1, 1), (3, 3), (1, 3), (1, 3), (3, 1), (1, 1), (1, 1)]
first = True
while True:
    for dark, lit in FLASHES:
        if first:
            first = False
        else:
            sleep(dark * 0.2)
        led.on()
        sleep(lit * 0.2)
        led.off()
