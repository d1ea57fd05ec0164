# expect: syntax.equals_for_comparison
# helps: tells apart = and ==
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
while True:
    if button.is_pressed = True:
        red.on()
    else:
        red.off()
    sleep(0.01)
