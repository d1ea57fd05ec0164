# expect: syntax.line_numbers
# helps: says that the numbers were copied along
1 from gpiozero import LED
2 from time import sleep
3 red = LED(17)
4 while True:
5     red.on()
6     sleep(0.5)
