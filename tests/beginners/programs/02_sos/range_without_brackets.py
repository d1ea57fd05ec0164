# expect: syntax.call_brackets
# helps: shows the call with its brackets
from time import sleep
from gpiozero import LED
red = LED(17)
def flash(t):
    red.on()
    sleep(t)
    red.off()
    sleep(0.2)
while True:
    for i in range 3:
        flash(0.2)
