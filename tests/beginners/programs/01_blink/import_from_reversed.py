# expect: syntax.import_order
# helps: It knows which of the two is the library.
from time import sleep
import gpiozero from LED
red = LED(17)
while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
