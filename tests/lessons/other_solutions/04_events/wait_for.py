from gpiozero import LED, Button

red = LED(17)
button = Button(5, pull_up=True, bounce_time=0.03)
while True:
    button.wait_for_press()
    red.toggle()
    button.wait_for_release()
