from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
lamp.on()
camera = Picamera2()
still = camera.create_still_configuration(main={"size": (1280, 720)})
camera.configure(camera.create_preview_configuration())
camera.start()
sleep(2)
camera.switch_mode_and_capture_file(still, "first.jpg")
camera.close()
lamp.off()
