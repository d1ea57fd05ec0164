"""Say when it gets light and when it gets dark."""

from gpiozero import LightSensor

eye = LightSensor(18)

while True:
    eye.wait_for_light()
    print("day")
    eye.wait_for_dark()
    print("night")
