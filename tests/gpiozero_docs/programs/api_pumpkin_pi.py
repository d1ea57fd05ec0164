"""The sides of a pumpkin breathe for two seconds, then everything is dark."""

from time import sleep

from gpiozero import PumpkinPi

pumpkin = PumpkinPi(pwm=True)
pumpkin.sides.pulse()
sleep(2)
pumpkin.off()
sleep(1)
