from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17, initial_value=True)
camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (1280, 720)}))
camera.start()
sleep(3)
image = camera.capture_image()
camera.close()
lamp.off()
image.save("first.jpg")
