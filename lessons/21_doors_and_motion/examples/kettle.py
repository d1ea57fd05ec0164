"""A deadline: the loop goes on, and looks at the clock."""

from time import monotonic, sleep

from gpiozero import LED, Button

green = LED(22)
button = Button(5)
deadline_s = float("inf")  # later than everything

while True:
    if button.is_pressed:
        deadline_s = monotonic() + 5
        green.on()
    if monotonic() > deadline_s:
        deadline_s = float("inf")
        green.off()
        print("The time is up.")
    sleep(0.05)
