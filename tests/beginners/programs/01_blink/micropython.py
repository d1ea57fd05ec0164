# expect: import.other_board
# helps: says for which board this program is, and what a Pi has
from machine import Pin
import utime
led = Pin(17, Pin.OUT)
while True:
    led.value(1)
    utime.sleep_ms(500)
    led.value(0)
    utime.sleep_ms(500)
