# expect: name.state_in_words
# helps: shows how the two words are joined
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    if button is pressed:
        red.on()
    else:
        red.off()
    sleep(0.01)
