"""The first button: upper lamps and a note; the second: everything off."""

from gpiozero import JamHat

hat = JamHat()
hat.button_1.wait_for_press()
hat.lights_1.on()
hat.buzzer.play("C4")
hat.button_2.wait_for_press()
hat.off()
