"""No events: every pause looks at the button many times."""

from time import sleep

from gpiozero import LED, RGBLED, Button

red, amber, green = LED(17), LED(27), LED(22)
people = RGBLED(16, 20, 21)
button = Button(5)
wishes = []


def wait(seconds):
    for _ in range(int(seconds * 50)):
        if button.is_pressed and not wishes:
            wishes.append(1)
        sleep(0.02)


people.color = (1, 0, 0)
while True:
    green.on()
    wait(10)
    while not wishes:
        wait(0.1)
    green.off()
    amber.on()
    wait(3)
    amber.off()
    red.on()
    wait(1.5)
    people.color = (0, 1, 0)
    wait(5)
    wishes.clear()
    people.color = (1, 0, 0)
    wait(2)
    red.off()
