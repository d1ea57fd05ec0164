# expect: name.line_did_not_run
# helps: names the line that did not run
from time import sleep
from gpiozero import LED, MotionSensor
hall = MotionSensor(4)
light = LED(27)
sleep(30)
while True:
    if hall.motion_detected:
        light.on()
        quiet = 0
    else:
        quiet = quiet + 0.1
    if quiet > 5:
        light.off()
    sleep(0.1)
