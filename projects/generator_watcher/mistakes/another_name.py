# expect: watcher.other_name
import os
from datetime import datetime
from time import sleep
from gpiozero import DigitalInputDevice

charger = DigitalInputDevice(24)
before = None
while True:
    if charger.value != before:
        before = charger.value
        with open("power.txt", "a") as log:
            log.write(f"{datetime.now():%Y-%m-%d %H:%M:%S},{'on' if before else 'off'}\n")
    sleep(1)
