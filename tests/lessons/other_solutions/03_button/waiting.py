from gpiozero import LED, Button

lamp = LED(17)
a = Button(5)
while True:
    a.wait_for_press()
    lamp.on()
    a.wait_for_release()
    lamp.off()
