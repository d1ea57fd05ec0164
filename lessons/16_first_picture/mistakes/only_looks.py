# expect: first.no_picture
from signal import pause

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (1280, 720)}))
lamp.on()
camera.start()
pause()
