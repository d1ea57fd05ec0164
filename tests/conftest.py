"""What holds for all tests."""

import hypothesis

# How long an example takes says more about the machine and its other work than about the code.
hypothesis.settings.register_profile("steady", deadline=None)
hypothesis.settings.load_profile("steady")
