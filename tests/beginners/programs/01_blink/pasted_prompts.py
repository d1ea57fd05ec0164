# expect: syntax.prompt
# helps: says what these signs are and what to delete
>>> from time import sleep
>>> from gpiozero import LED
>>> red = LED(17)
>>> while True:
...     red.on()
...     sleep(0.5)
