"""The same countdown with a string as the digit's source."""

from signal import pause

from gpiozero import LEDCharDisplay

digit = LEDCharDisplay(21, 20, 16, 22, 23, 24, 12, dp=25)
digit.source_delay = 1
digit.source = "321GO "

pause()
