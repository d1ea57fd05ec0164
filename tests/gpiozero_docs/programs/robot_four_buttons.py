"""Four buttons drive the robot; letting go stops it. Pins given as pairs."""

from signal import pause

from gpiozero import Button, Robot

rover = Robot(left=(4, 14), right=(17, 18))

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
