# expect: first.no_time_for_the_light
# helps: the camera must look while it waits
from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (1280, 720)}))
lamp.on()
sleep(2)
camera.start()
camera.capture_file("first.jpg")
camera.close()
lamp.off()
