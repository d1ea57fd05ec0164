# expect: button.ended_while_joined
from gpiozero import LED, Button

red = LED(17)
button = Button(5)

red.source = button
