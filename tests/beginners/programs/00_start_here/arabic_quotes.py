# expect: syntax.smart_quote
# helps: shows the quote to type
from time import sleep
from gpiozero import LED
name = «دلشاد»
print("Hello,", name)
red = LED(17)
