"""A single digit of seven segments counts down and says GO."""

from time import sleep

from gpiozero import LEDCharDisplay

digit = LEDCharDisplay(21, 20, 16, 22, 23, 24, 12, dp=25)

for sign in "321GO":
    digit.value = sign
    sleep(1)

digit.off()
