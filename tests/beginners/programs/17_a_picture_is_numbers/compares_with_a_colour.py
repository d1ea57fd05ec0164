# expect: array.many_answers
# helps: asks for one answer instead of many
from time import sleep

import cv2
from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
sleep(2)
picture = camera.capture_array()
camera.close()
if picture[240, 320] == (0, 0, 255):
    print("red")
