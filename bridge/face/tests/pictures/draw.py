"""Draws the pictures of this folder. Needs Pillow with OpenJPEG: `pip install pillow`, then `python draw.py`.

Colour ramps with a few discs: no photograph, nobody's face.
"""

from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 61, 47  # no multiple of a block


def draw():
    image = Image.new("RGB", (WIDTH, HEIGHT))
    for y in range(HEIGHT):
        for x in range(WIDTH):
            image.putpixel((x, y), (40 + 3 * x, 30 + 4 * y, 200 - 2 * x))
    pen = ImageDraw.Draw(image)
    pen.ellipse([8, 8, 28, 30], fill=(230, 40, 40))
    pen.ellipse([34, 16, 54, 40], fill=(30, 40, 220))
    return image


def main():
    folder = Path(__file__).parent
    image = draw()
    image.save(folder / "baseline.jpg", quality=90)
    image.save(folder / "progressive.jpg", quality=90, progressive=True)
    image.convert("L").save(folder / "grey.jpg", quality=90)
    image.convert("CMYK").save(folder / "cmyk.jpg", quality=90, subsampling=0)
    image.save(folder / "colour.jp2", quality_mode="dB", quality_layers=[40], irreversible=True)
    image.convert("RGBA").save(folder / "alpha.jp2", quality_mode="dB", quality_layers=[40], irreversible=True)
    image.save(folder / "tiles.j2k", no_jp2=True, tile_size=(32, 32), irreversible=False)


if __name__ == "__main__":
    main()
