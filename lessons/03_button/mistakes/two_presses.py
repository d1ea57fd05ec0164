# expect: button.only_a_few_presses
from gpiozero import LED, Button

red = LED(17)
button = Button(5)

for i in range(2):
    button.wait_for_press()
    red.on()
    button.wait_for_release()
    red.off()
