# expect: syntax.c_braces
# helps: shows what stands for the braces
from time import sleep;
from gpiozero import LED;
red = LED(17);
while (true) {
    red.on();
    sleep(0.5);
}
