# expect: code.not_called
# helps: says that nothing is called
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
while True:
    button.wait_for_press
    red.on()
    button.wait_for_release
    red.off()
