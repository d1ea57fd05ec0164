"""The same with loose parts: three lamps, a buzzer and a button."""

from signal import pause

from gpiozero import LED, Button, Buzzer

key = Button(2)
outputs = [Buzzer(3), LED(4), LED(5), LED(6)]


def everything_on():
    for output in outputs:
        output.on()


def everything_off():
    for output in outputs:
        output.off()


key.when_pressed = everything_on
key.when_released = everything_off

pause()
