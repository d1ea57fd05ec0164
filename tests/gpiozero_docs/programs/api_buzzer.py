"""A buzzer sounds, falls silent and beeps."""

from time import sleep

from gpiozero import Buzzer

buzzer = Buzzer(3)
buzzer.on()
sleep(1)
buzzer.off()
sleep(1)
buzzer.beep(on_time=0.1, off_time=0.2, n=3, background=False)
