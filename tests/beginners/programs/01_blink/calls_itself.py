# expect: other.calls_itself
# helps: names the function, the line, and the loop to use instead
from gpiozero import LED
red = LED(17)
def blink():
    red.toggle()
    blink()
blink()
