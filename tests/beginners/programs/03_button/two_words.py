# expect: syntax.words_in_condition
# helps: shows the dot
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
while True:
    if button pressed:
        red.on()
    else:
        red.off()
