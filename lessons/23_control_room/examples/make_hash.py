"""Make a hash of a password. Run it twice: the same password, and another hash."""

from werkzeug.security import generate_password_hash

print(generate_password_hash(input("Password: ")))
