# expect: array.row_and_column_exchanged
from time import sleep

from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
sleep(2)
picture = camera.capture_array()
camera.close()

x, y = 500, 240
blue, green, red = picture[x, y]
if red > blue:
    print("red")
