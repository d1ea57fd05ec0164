# expect: syntax.minus_in_name
# helps: Says low line, and does not turn the assignment round.
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


def switch():
    red.toggle()


button.when-pressed = switch

pause()
