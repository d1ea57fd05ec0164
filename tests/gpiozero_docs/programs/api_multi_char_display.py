"""Four digits show a word, one digit lit at a time, 5 ms each."""

from signal import pause

from gpiozero import LEDCharDisplay, LEDMultiCharDisplay

segments = LEDCharDisplay(4, 5, 6, 7, 8, 9, 10)
display = LEDMultiCharDisplay(segments, 19, 20, 21, 22)
display.value = "LEDS"

pause()
