"""The car's pages in the browser: drive, calibrate, choose a model, look after the health."""
