"""A browser at the door, and a time that tests move."""

import re

from makerkit.web import parts_of

PASSWORD = "three blue doors"


class Browser:
    """A test client that fills in forms as a browser does."""

    def __init__(self, app, address="192.168.1.20"):
        self.app = app
        self.client = app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = address

    def get(self, path, **more):
        return self.client.get(path, **more)

    def csrf(self, path="/login"):
        page = self.get(path, follow_redirects=True).get_data(as_text=True)
        return re.search(r'data-csrf="([^"]+)"', page)[1]

    def post(self, path, form=None, *, csrf_from="/login", **more):
        data = {"csrf_token": self.csrf(csrf_from), **(form or {})}
        return self.client.post(path, data=data, **more)

    def log_in(self, name="mina", password=PASSWORD, **form):
        return self.post("/login", {"name": name, "password": password, **form})

    def is_in(self):
        return self.get("/session").status_code == 200

    def cookie(self):
        return self.client.get_cookie(parts_of(self.app).config.cookie)


class Clock:
    """A time that tests move."""

    def __init__(self):
        self.now_s = 1_800_000_000.0

    def __call__(self):
        return self.now_s
