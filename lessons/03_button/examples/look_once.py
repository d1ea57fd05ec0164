"""It looks at the button once, in the first moment. Nobody presses so quickly."""

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

if button.is_pressed:
    red.on()
else:
    print("I looked: nobody is pressing.")
