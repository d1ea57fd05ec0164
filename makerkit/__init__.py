"""The shared library of the kit: talks to hardware, knows no application."""
