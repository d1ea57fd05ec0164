"""How large are the files of this folder, and how much is that together?"""

from pathlib import Path

total = 0
for file in sorted(Path().glob("*")):
    size = file.stat().st_size
    total = total + size
    print(file.name, size)
print("together", total, "bytes")
