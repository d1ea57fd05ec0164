# expect: events.ended_after_a_sleep
# helps: a sleep is only a late end
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
def switch():
    red.toggle()

import time
button.when_pressed = switch
time.sleep(3)
