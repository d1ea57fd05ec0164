from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.02)
while True:
    while button.is_pressed:
        red.on()
        sleep(0.05)
    red.off()
    sleep(0.05)
