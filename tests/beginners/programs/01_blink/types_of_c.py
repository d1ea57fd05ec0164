# expect: syntax.other_language
# helps: shows the same line in Python
from time import sleep
from gpiozero import LED
int ledPin = 17;
red = LED(ledPin);
while True:
    red.on();
    sleep(0.5);
    red.off();
    sleep(0.5);
