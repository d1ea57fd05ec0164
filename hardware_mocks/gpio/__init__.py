"""The simulated Pi's pins (`factory`, `pin`, `spi`) and the circuit they stand in (`circuit`)."""
