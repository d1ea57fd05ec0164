from gpiozero import LED, Button

red = LED(17)
button = Button(5)
while True:
    red.value = button.value
