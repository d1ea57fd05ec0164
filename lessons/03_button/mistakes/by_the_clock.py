# expect: button.off_by_the_clock
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)

while True:
    button.wait_for_press()
    red.on()
    sleep(1)
    red.off()
