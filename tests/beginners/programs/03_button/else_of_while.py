# expect: code.else_of_loop
# helps: nobody sees from a column to which line an else belongs
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.on()
else:
    red.off()
