# expect: kind.words_and_number
# helps: shows the comma of print
from time import sleep
from gpiozero import LED
name = 5
print("Hello, " + name)
red = LED(17)
