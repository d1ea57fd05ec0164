# expect: code.device_without_name
# helps: says why the lamp is dark at once
from time import sleep

from gpiozero import LED

while True:
    LED(17).on()
    sleep(0.5)
    LED(17).off()
    sleep(0.5)
