"""The default pin factory is made together with the first device, and shared."""

from gpiozero import LED, Device

print(Device.pin_factory)
lamp = LED(2)
print(lamp.pin_factory is Device.pin_factory)
print(lamp.pin.info.name)
