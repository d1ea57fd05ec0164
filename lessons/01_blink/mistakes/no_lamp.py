# expect: blink.no_lamp
print("hello")
