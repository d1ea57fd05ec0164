# expect: card.red_is_last
from time import sleep

from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
sleep(2)
picture = camera.capture_array()
camera.close()

red, green, blue = picture[240, 320]
if red > green and red > blue:
    print("red")
elif green > blue:
    print("green")
else:
    print("blue")
