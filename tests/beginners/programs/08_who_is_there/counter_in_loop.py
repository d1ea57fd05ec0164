# expect: hall.set_back_each_turn
# helps: names the line that sets the counter back
"""Lesson 08, Who is there? The amber lamp lights until nothing has moved for 5 seconds."""

from time import sleep

from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)

sleep(30)  # the sensor gets used to the warmth of the room; until then it may cry wolf

quiet_s = 0  # for how many seconds nothing has moved

while True:
    quiet_s = 0
    if hall.motion_detected:
        light.on()
        quiet_s = 0  # each motion begins the five seconds anew
    else:
        quiet_s = quiet_s + 0.1
    if quiet_s > 5:
        light.off()
    sleep(0.1)  # ten looks a second are enough
