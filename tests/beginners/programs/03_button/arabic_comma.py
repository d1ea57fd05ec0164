# expect: syntax.other_sign
# helps: names the sign and the one to type
from time import sleep
from gpiozero import LED، Button
red = LED(17)
