# expect: syntax.tabs
# helps: tells apart what looks the same on the screen
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on()
	sleep(0.5)
    red.off()
    sleep(0.5)
