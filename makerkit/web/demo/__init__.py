"""A page that shows every part of the web kit: `python -m makerkit.web.demo`."""
