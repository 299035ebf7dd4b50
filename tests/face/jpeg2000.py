"""Grey pixels to JPEG 2000 as a card holds it: `python jpeg2000.py FILE BYTES…`.

FILE is named `NAME.WIDTHxHEIGHT.grey`. For each number of bytes `NAME.BYTES.jp2` is written beside it, with at most about
so many.
"""

import re
import sys
from pathlib import Path

from PIL import Image

source = Path(sys.argv[1])
width, height = map(int, re.search(r"\.(\d+)x(\d+)\.grey$", source.name).groups())
picture = Image.frombytes("L", (width, height), source.read_bytes())
for size in map(int, sys.argv[2:]):
    target = source.with_name(f"{source.name.split('.')[0]}.{size}.jp2")
    rate = width * height / size
    picture.save(target, quality_mode="rates", quality_layers=[rate], irreversible=True)
