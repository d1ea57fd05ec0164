# expect: code.event_as_condition
# helps: says what the event is for, and what asks a button
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
while True:
    if button.when_pressed:
        red.on()
    else:
        red.off()
