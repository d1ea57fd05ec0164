# expect: call.setting_without_name
# helps: shows the name that the value needs
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5, 0.05)


def switch():
    red.toggle()


button.when_pressed = switch

pause()
