# expect: syntax.space_in_name
# helps: shows the same name with an underscore
from time import sleep
from gpiozero import LED
my name = "Dilan"
print("Hello,", my name)
red = LED(17)
while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
