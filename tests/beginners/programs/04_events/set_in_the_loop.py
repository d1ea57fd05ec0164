# expect: code.handler_set_in_loop
# helps: says that once is enough, and where the line belongs
from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


def switch():
    red.toggle()


while True:
    button.when_pressed = switch
