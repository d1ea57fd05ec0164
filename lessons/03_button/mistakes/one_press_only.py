# expect: button.only_one_press
from gpiozero import LED, Button

red = LED(17)
button = Button(5)

button.wait_for_press()
red.on()
button.wait_for_release()
red.off()
