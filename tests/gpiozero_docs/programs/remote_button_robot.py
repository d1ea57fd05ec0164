"""Four buttons here drive a robot that carries another Pi."""

from signal import pause

from gpiozero import Button, Robot
from gpiozero.pins.pigpio import PiGPIOFactory

on_board = PiGPIOFactory(host="192.168.1.17")
rover = Robot(left=(4, 14), right=(17, 18), pin_factory=on_board)

controls = {
    Button(26): rover.left,
    Button(16): rover.right,
    Button(21): rover.forward,
    Button(20): rover.backward,
}

for key, move in controls.items():
    key.when_pressed = move
    key.when_released = rover.stop

pause()
