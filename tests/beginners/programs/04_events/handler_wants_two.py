# expect: gpio.handler_wants_arguments
# helps: says what an event gives to its function
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
def switch(led, state):
    led.toggle()
button.when_pressed = switch
pause()
