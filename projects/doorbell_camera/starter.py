"""Doorbell camera: who was at the door?"""

from gpiozero import LED, Button
from picamera2 import Picamera2

lamp = LED(17)
bell = Button(5)

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
lamp.on()
camera.start()

bell.wait_for_press()
camera.capture_file("visitor.jpg")
print("Somebody has rung.")

camera.close()
lamp.off()
