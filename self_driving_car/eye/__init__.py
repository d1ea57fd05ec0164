"""The camera: pictures come in, what they show goes to the driver."""
