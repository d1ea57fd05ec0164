"""A motor, a servo and a buzzer follow the same sine wave."""

from signal import pause

from gpiozero import Motor, Servo, TonalBuzzer
from gpiozero.tools import sin_values

wheel = Motor(2, 3)
arm = Servo(4)
siren = TonalBuzzer(5)

for device in (wheel, arm, siren):
    device.source = sin_values()

pause()
