"""Light a lamp, tell its state, let it blink three times and wait for the end of it."""

from gpiozero import LED

lamp = LED(17)
lamp.on()
print(lamp.is_lit)
lamp.toggle()
print(lamp.is_lit)
lamp.blink(on_time=0.5, off_time=0.25, n=3, background=False)
