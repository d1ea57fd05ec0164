// expect: sketch.is_python
// helps: the whole file is Python
from gpiozero import LED
from time import sleep

red = LED(17)
while True:
    red.toggle()
    sleep(0.5)
