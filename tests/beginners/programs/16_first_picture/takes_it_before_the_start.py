# expect: first.never_started
# helps: says that nobody has started it
from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (1280, 720)}))
lamp.on()
camera.capture_file("first.jpg")
camera.start()
camera.close()
lamp.off()
