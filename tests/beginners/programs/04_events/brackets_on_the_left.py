# expect: syntax.brackets_on_left
# helps: shows the line without them
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
button.when_pressed() = red.toggle
pause()
