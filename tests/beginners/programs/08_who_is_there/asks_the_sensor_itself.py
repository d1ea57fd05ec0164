# expect: code.device_as_condition
# helps: says that it is always yes, and what to ask
from time import sleep
from gpiozero import LED, MotionSensor
hall = MotionSensor(4)
light = LED(27)
sleep(30)
while True:
    if hall:
        light.on()
    else:
        light.off()
    sleep(0.1)
