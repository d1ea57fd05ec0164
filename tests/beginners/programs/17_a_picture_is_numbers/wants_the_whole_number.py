# expect: card.nothing_said
# helps: shows the numbers of the card
from time import sleep

import cv2
from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
sleep(2)
picture = camera.capture_array()
camera.close()
blue, green, red = picture[240, 320]
if red == 255:
    print("red")
elif blue == 255:
    print("blue")
elif green == 255:
    print("green")
