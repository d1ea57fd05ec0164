# expect: syntax.call_brackets
# helps: shows the brackets
from time import sleep
from gpiozero import LED
name = "Dilan"
print "Hello,", name
red = LED(17)
