# expect: code.not_called
# helps: names the line and the brackets
from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (1280, 720)}))
lamp.on()
camera.start
sleep(2)
camera.capture_file("first.jpg")
camera.close()
lamp.off()
