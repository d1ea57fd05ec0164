# expect: syntax.missing_comma
# helps: says what is missing, and shows where a comma stands in print
from time import sleep
from gpiozero import LED
name = "Dilan"
print("Hello," name)
red = LED(17)
while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
