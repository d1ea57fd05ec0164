import time

import gpiozero

name = "Sara"
print("Program of lesson 00")
print(f"Hello {name}")
r = gpiozero.LED("GPIO17")
while True:
    r.toggle()
    time.sleep(0.5)
