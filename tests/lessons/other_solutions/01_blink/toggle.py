import time

import gpiozero

lamp = gpiozero.LED("GPIO17")
while True:
    lamp.toggle()
    time.sleep(0.5)
