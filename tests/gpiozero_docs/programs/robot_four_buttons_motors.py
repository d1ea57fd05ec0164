"""Four buttons drive the robot; letting go stops it. Wheels given as motors."""

from signal import pause

from gpiozero import Button, Motor, Robot

left_wheel = Motor(4, 14)
right_wheel = Motor(17, 18)
rover = Robot(left=left_wheel, right=right_wheel)

turn_left, turn_right = Button(26), Button(16)
go, back = Button(21), Button(20)

go.when_pressed = rover.forward
go.when_released = rover.stop
back.when_pressed = rover.backward
back.when_released = rover.stop
turn_left.when_pressed = rover.left
turn_left.when_released = rover.stop
turn_right.when_pressed = rover.right
turn_right.when_released = rover.stop

pause()
