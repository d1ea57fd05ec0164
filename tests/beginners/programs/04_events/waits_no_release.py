# expect: events.switches_while_held
# helps: no bounce is blamed for a loop
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
def switch():
    red.toggle()

while True:
    button.wait_for_press()
    switch()
