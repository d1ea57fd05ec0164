# expect: first.lamp_dark
from time import sleep

from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (1280, 720)}))
camera.start()
sleep(2)
camera.capture_file("first.jpg")
camera.close()
