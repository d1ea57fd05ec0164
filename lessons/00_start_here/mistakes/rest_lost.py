# expect: start.lamp_is_dark
name = "Dilan"

print("Hello,", name)
