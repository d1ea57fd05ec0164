"""The lamp on GPIO17 blinks until somebody presses the button on GPIO5."""

from signal import pause

from gpiozero import LED, Button

lamp = LED(17)
button = Button(5)

lamp.blink(on_time=0.5, off_time=0.5)
button.when_pressed = lamp.off

if __name__ == "__main__":  # a test reads this file too, and goes on by itself
    pause()
