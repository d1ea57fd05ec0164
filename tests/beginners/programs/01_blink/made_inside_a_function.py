# expect: name.inside_function
# helps: names the function where the lamp lives
from time import sleep
from gpiozero import LED
def setup():
    red = LED(17)
setup()
while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
