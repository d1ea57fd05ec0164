# expect: hall.event_comes_at_once
# helps: says that the event knows nothing of the 5 s
from signal import pause
from time import sleep
from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)
sleep(30)
hall.when_motion = light.on
hall.when_no_motion = light.off
pause()
