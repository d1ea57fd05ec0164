# expect: syntax.percent
# helps: shows the same as a decimal
from time import sleep
from gpiozero import PWMLED
red = PWMLED(17)
red.value = 50%
