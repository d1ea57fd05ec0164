# expect: kind.comma_at_end
# helps: Shows the comma where the lamp is made, not the line that uses it.
from time import sleep

from gpiozero import LED

red = LED(17),

while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
