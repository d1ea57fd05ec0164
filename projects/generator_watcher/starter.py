"""Generator watcher: when is there power, and for how many hours today?"""

from time import sleep

from gpiozero import DigitalInputDevice

charger = DigitalInputDevice(24)  # a phone charger in a socket of the grid

while True:
    if charger.is_active:
        print("There is power.")
    else:
        print("No power.")
    sleep(60)
