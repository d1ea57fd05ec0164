"""The letter S, written the long way: twelve lines for three dots."""

from time import sleep

from gpiozero import LED

red = LED(17)

red.on()
sleep(0.2)
red.off()
sleep(0.2)
red.on()
sleep(0.2)
red.off()
sleep(0.2)
red.on()
sleep(0.2)
red.off()
sleep(0.2)
