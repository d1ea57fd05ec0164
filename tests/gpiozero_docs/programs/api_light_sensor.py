"""Wait for light, then say so."""

from gpiozero import LightSensor

eye = LightSensor(18)
eye.wait_for_light()
print("Let there be light.")
