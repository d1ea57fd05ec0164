# expect: attribute.input_cannot
# helps: says what a Button cannot do
from time import sleep
from gpiozero import Button
red = Button(17)
while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
