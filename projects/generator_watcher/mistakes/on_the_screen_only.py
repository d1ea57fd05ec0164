# expect: watcher.no_log
from time import sleep

from gpiozero import DigitalInputDevice

charger = DigitalInputDevice(24)
minutes = 0

while True:
    if charger.is_active:
        minutes = minutes + 1
    print("hours of power today:", minutes / 60)
    sleep(60)
