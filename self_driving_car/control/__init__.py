"""What the wheels shall do. Pure: given what was seen and the time; no device, thread or clock."""
