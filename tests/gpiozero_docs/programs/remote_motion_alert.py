"""A sensor in each of four rooms, a lamp here for each."""

from signal import pause

from gpiozero import LEDBoard, MotionSensor
from gpiozero.pins.pigpio import PiGPIOFactory
from gpiozero.tools import zip_values

rooms = [f"192.168.1.{number}" for number in (3, 4, 5, 6)]
watchers = [MotionSensor(17, pin_factory=PiGPIOFactory(host=room)) for room in rooms]

lamps = LEDBoard(2, 3, 4, 5)
lamps.source = zip_values(*watchers)

pause()
