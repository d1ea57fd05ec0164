# expect: syntax.semicolon_at_end
# helps: says that lines end without a sign
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on()؛
    sleep(0.5)
