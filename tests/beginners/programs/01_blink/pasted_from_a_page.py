# expect: syntax.html
# helps: says what the sign is and what to write
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
&nbsp;&nbsp;&nbsp;&nbsp;red.on()
&nbsp;&nbsp;&nbsp;&nbsp;sleep(0.5)
