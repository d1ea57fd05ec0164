# expect: first.lamp_too_late
from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (1280, 720)}))
camera.start()
sleep(2)
lamp.on()
camera.capture_file("first.jpg")
camera.close()
lamp.off()
