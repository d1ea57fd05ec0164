# expect: first.never_opened
from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2
lamp.on()
sleep(2)
lamp.off()
print("first.jpg is there")
