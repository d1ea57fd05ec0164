"""The camera measures the light: how long does it collect it for one picture?"""

from time import sleep

from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480)}))
camera.start()
for number in range(8):
    numbers = camera.capture_metadata()
    print(number, "ExposureTime", numbers["ExposureTime"], "AnalogueGain", numbers["AnalogueGain"])
    sleep(0.1)
camera.close()
