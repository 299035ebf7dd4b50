"""face_recognition verifies one frame, and Pillow decodes JPEG 2000.

`python verify.py prepare FOLDER PICTURE PICTURE` writes `frame.rgb`, `reference.rgb` (640 × 480 bytes in threes, a face 45 % as
high), the same as `.jpg`, and `photo.BYTES.jp2` (240 × 320, grey) of the two pictures. `python verify.py face FOLDER UPSAMPLE` and
`python verify.py jpeg2000 FILE` do their work once for each line that comes in, and write one: milliseconds and, of faces, the
distance.
"""

import sys
import time
from io import BytesIO
from pathlib import Path

from PIL import Image

SIZES = [6000, 9000, 20000]


def around(picture, box, width, height, part):
    """`width` × `height` pixels around a face that is the part `part` as high."""
    left, top, right, bottom = box
    scale = (bottom - top) / (part * height)
    x, y = (left + right) / 2, (top + bottom) / 2
    reach = (width * scale / 2, height * scale / 2)
    cut = picture.crop(tuple(map(round, (x - reach[0], y - reach[1], x + reach[0], y + reach[1]))))
    return cut.resize((width, height), Image.Resampling.LANCZOS)


def prepare(folder, *pictures):
    import face_recognition
    import numpy

    for name, path in zip(("frame", "reference"), pictures):
        picture = Image.open(path).convert("RGB")
        top, right, bottom, left = face_recognition.face_locations(numpy.array(picture))[0]
        box = (left, top, right, bottom)
        seen = around(picture, box, 640, 480, 0.45)
        (folder / f"{name}.rgb").write_bytes(seen.tobytes())
        seen.save(folder / f"{name}.jpg", quality=85)
        if name == "reference":
            card = around(picture, box, 240, 320, 0.5).convert("L")
            for size in SIZES:
                target = folder / f"photo.{size}.jp2"
                card.save(target, quality_mode="rates", quality_layers=[240 * 320 / size], irreversible=True)


def face(folder, upsample):
    import face_recognition
    import numpy

    def numbers(picture):
        places = face_recognition.face_locations(picture, int(upsample))
        return face_recognition.face_encodings(picture, places)[0]

    def read(name):
        return numpy.frombuffer((folder / name).read_bytes(), numpy.uint8).reshape(480, 640, 3)

    wanted, frame = numbers(read("reference.rgb")), read("frame.rgb")
    return lambda: face_recognition.face_distance([wanted], numbers(frame))[0]


def jpeg2000(file):
    packed = file.read_bytes()

    def work():
        Image.open(BytesIO(packed)).load()
        return 0

    return work


def serve(work):
    for _ in sys.stdin:
        start = time.perf_counter()
        result = work()
        print((time.perf_counter() - start) * 1000, result, flush=True)


command, first, *rest = sys.argv[1:]
if command == "prepare":
    prepare(Path(first), *rest)
else:
    serve({"face": face, "jpeg2000": jpeg2000}[command](Path(first), *rest))
