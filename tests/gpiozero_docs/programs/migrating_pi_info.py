"""What is known about the Pi this runs on."""

from gpiozero import pi_info

pi = pi_info()
print(pi.model, pi.soc, pi.wifi)
