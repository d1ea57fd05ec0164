# expect: syntax.else_alone
# helps: says where else must begin
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
while True:
    if button.is_pressed:
        red.on()
        else:
        red.off()
    sleep(0.01)
