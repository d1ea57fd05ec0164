"""Each press sends the arm to its other end, however long it is held."""

from gpiozero import Button, Servo

arm = Servo(17)
key = Button(14)

while True:
    for move in (arm.min, arm.max):
        move()
        key.wait_for_press()
        key.wait_for_release()
