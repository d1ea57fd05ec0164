# expect: watcher.no_newline
from datetime import datetime
from time import sleep
from gpiozero import DigitalInputDevice

charger = DigitalInputDevice(24)
before = None
while True:
    if charger.is_active != before:
        before = charger.is_active
        with open("power.csv", "a") as log:
            log.write(f"{datetime.now():%Y-%m-%d %H:%M:%S},{'on' if before else 'off'}")
    print("hours of power today:", 0)
    sleep(1)
