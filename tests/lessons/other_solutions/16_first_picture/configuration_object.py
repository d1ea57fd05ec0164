from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
camera.still_configuration.main.size = (1280, 720)
camera.configure("still")
lamp.on()
camera.start()
sleep(1)
request = camera.capture_request()
request.save("main", "first.jpg")
request.release()
camera.close()
lamp.off()
