# expect: wiring.code_uses_other_pin
# helps: names the pin of the wiring
from time import sleep
from gpiozero import LED, Button
red = LED(5)
button = Button(17)
while True:
    if button.is_pressed:
        red.on()
    else:
        red.off()
    sleep(0.01)
