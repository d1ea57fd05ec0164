import time

import cv2
from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
lamp.on()
camera.start(camera.create_video_configuration(main={"size": (1280, 720), "format": "RGB888"}))
time.sleep(1.5)
for _ in range(3):
    picture = camera.capture_array("main")
camera.stop()
lamp.off()
camera.close()
cv2.imwrite("first.jpg", picture)
