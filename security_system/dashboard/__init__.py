"""The dashboard: the alarm in a browser, on a phone first. Flask is imported only by `page`."""
