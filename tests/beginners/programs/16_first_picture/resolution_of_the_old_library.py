# expect: picture.wrong_size
# helps: says where the size belongs
from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
camera.resolution = (1280, 720)
lamp.on()
camera.start()
sleep(2)
camera.capture_file("first.jpg")
camera.close()
lamp.off()
