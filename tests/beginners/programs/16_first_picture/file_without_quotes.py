# expect: name.file_without_quotes
# helps: shows the whole name in quotes
from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (1280, 720)}))

lamp.on()  # whoever stands before the camera can see that it looks
camera.start()
sleep(2)  # in this time it measures the light and sets itself
camera.capture_file(first.jpg)
camera.close()  # now another program can have it
lamp.off()

print("first.jpg is there.")
