# expect: import.pi_library
# helps: says why it cannot work here, and the same with gpiozero
import RPi.GPIO as GPIO
import time
GPIO.setmode(GPIO.BCM)
GPIO.setup(17, GPIO.OUT)
while True:
    GPIO.output(17, True)
    time.sleep(0.5)
    GPIO.output(17, False)
    time.sleep(0.5)
