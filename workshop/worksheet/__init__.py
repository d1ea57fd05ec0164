"""Worksheets: a lesson's page on A4. `html.py` lays it out, `pdf.py` prints it."""

FROM_APT = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""What WeasyPrint stands on; on Debian, Ubuntu and a Raspberry Pi it comes from apt."""
