"""Draws the portraits of the synthetic persons. Needs Pillow with OpenJPEG: `pip install pillow`, then `python draw.py`.

Every shape is drawn by the numbers below; no photograph, no other picture and no generator of faces is involved.
"""

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

SCALE = 4  # drawn larger, then reduced, for smooth edges
WIDTH, HEIGHT = 240, 320
TARGET_BYTES = 9_000

# name: skin, hair grey, hair style, face width, glasses, beard, eye size, wrinkles
FACES = {
    "short-hair-glasses": dict(skin=205, hair=45, style="short", face=58, glasses=True, beard=False, eye=6, lines=0),
    "long-hair": dict(skin=218, hair=60, style="long", face=54, glasses=False, beard=False, eye=7, lines=0),
    "short-hair": dict(skin=195, hair=35, style="short", face=60, glasses=False, beard=False, eye=6, lines=0),
    "bald-beard": dict(skin=188, hair=90, style="none", face=62, glasses=False, beard=True, eye=5, lines=1),
    "elderly": dict(skin=210, hair=215, style="bun", face=55, glasses=True, beard=False, eye=5, lines=3),
    "infant": dict(skin=225, hair=120, style="wisp", face=66, glasses=False, beard=False, eye=9, lines=0),
}


def draw(spec, seed):
    random.seed(seed)
    size = (WIDTH * SCALE, HEIGHT * SCALE)
    image = Image.new("L", size, 236)
    pen = ImageDraw.Draw(image)

    def box(x0, y0, x1, y1):
        return [v * SCALE for v in (x0, y0, x1, y1)]

    centre, face = WIDTH // 2, spec["face"]
    top, chin = 78, 232
    if spec["style"] == "long":
        pen.rounded_rectangle(box(centre - face - 16, top - 20, centre + face + 16, 280), 60 * SCALE, fill=spec["hair"])
    if spec["style"] == "bun":
        pen.ellipse(box(centre - 28, top - 52, centre + 28, top + 4), fill=spec["hair"] - 15)
    pen.rounded_rectangle(box(centre - 96, 262, centre + 96, 400), 50 * SCALE, fill=80)  # shoulders
    pen.rectangle(box(centre - 24, 210, centre + 24, 275), fill=spec["skin"] - 22)  # neck
    pen.polygon([v * SCALE for v in (centre - 34, 264, centre + 34, 264, centre, 300)], fill=232)  # collar
    for side in (-1, 1):  # ears
        x = centre + side * face
        pen.ellipse(box(x - 10, 140, x + 10, 176), fill=spec["skin"] - 14)
    if spec["style"] in ("short", "long", "bun"):
        pen.ellipse(box(centre - face - 8, top - 22, centre + face + 8, 200), fill=spec["hair"])
    pen.ellipse(box(centre - face, top + (4 if spec["style"] != "none" else -18), centre + face, chin), fill=spec["skin"])
    if spec["style"] in ("short", "long", "bun"):
        pen.chord(box(centre - face - 2, top - 16, centre + face + 2, 178), 192, 348, fill=spec["hair"])
    if spec["style"] == "wisp":
        for offset in range(-18, 19, 6):
            pen.arc(box(centre + offset - 12, top - 14, centre + offset + 12, top + 22), 200, 320, fill=spec["hair"], width=2 * SCALE)
    if spec["beard"]:
        pen.chord(box(centre - face + 6, 150, centre + face - 6, chin + 4), 20, 160, fill=spec["hair"])
    for side in (-1, 1):  # eyes, brows, cheeks
        x, eye = centre + side * 25, spec["eye"]
        pen.ellipse(box(x - eye - 4, 152 - eye + 1, x + eye + 4, 152 + eye - 1), fill=246)
        pen.ellipse(box(x - eye + 1, 152 - eye + 1, x + eye - 1, 152 + eye - 1), fill=30)
        pen.ellipse(box(x - 1, 148, x + 2, 151), fill=250)
        pen.arc(box(x - 17, 128, x + 17, 152), 205, 335, fill=max(30, spec["hair"] - 30), width=4 * SCALE)
        if spec["glasses"]:
            pen.rounded_rectangle(box(x - 20, 138, x + 20, 167), 8 * SCALE, outline=40, width=2 * SCALE)
        for line in range(spec["lines"]):
            pen.arc(box(x - 18, 150 + 5 * line, x + 18, 176 + 5 * line), 40, 140, fill=spec["skin"] - 30, width=SCALE)
    if spec["glasses"]:
        pen.line(box(centre - 6, 150, centre + 6, 150), fill=40, width=2 * SCALE)
    pen.line([v * SCALE for v in (centre + 1, 158, centre - 7, 184, centre + 5, 186)], fill=spec["skin"] - 45, width=2 * SCALE, joint="curve")
    pen.chord(box(centre - 18, 194, centre + 18, 210), 10, 170, fill=110)
    image = image.filter(ImageFilter.GaussianBlur(2 * SCALE // 3)).resize((WIDTH, HEIGHT), Image.LANCZOS)
    noise = Image.effect_noise((WIDTH, HEIGHT), 10)
    return Image.blend(image, noise, 0.06)


def main():
    folder = Path(__file__).parent
    for seed, (name, spec) in enumerate(FACES.items()):
        image = draw(spec, seed)
        ratio = WIDTH * HEIGHT / TARGET_BYTES
        path = folder / f"{name}.jp2"
        image.save(path, quality_mode="rates", quality_layers=[ratio], irreversible=True)
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
