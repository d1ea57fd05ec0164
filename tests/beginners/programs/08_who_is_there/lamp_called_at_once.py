# expect: code.handler_called
# helps: shows the name without brackets
from signal import pause
from time import sleep
from gpiozero import LED, MotionSensor
hall = MotionSensor(4)
light = LED(27)
sleep(30)
hall.when_motion = light.on()
hall.when_no_motion = light.off()
pause()
