"""The bell push here rings in four rooms."""

from signal import pause

from gpiozero import Button, Buzzer
from gpiozero.pins.pigpio import PiGPIOFactory

rooms = [f"192.168.1.{number}" for number in (3, 4, 5, 6)]
bells = [Buzzer(17, pin_factory=PiGPIOFactory(host=room)) for room in rooms]
push = Button(17)

for bell in bells:
    bell.source = push

pause()
