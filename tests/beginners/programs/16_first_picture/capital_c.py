# expect: import.wrong_name
# helps: gives the right letters
from time import sleep

from gpiozero import LED
from picamera2 import PiCamera2

lamp = LED(17)
camera = PiCamera2()
camera.configure(camera.create_still_configuration(main={"size": (1280, 720)}))
lamp.on()
camera.start()
sleep(2)
camera.capture_file("first.jpg")
camera.close()
lamp.off()
