"""Pictures of cards: SVG of our own drawing, and PNG of it. No browser, no request to another host."""

from pictures.card import LEAST, WIDTH, drawing
from pictures.colours import DARK, LIGHT, SCHEMES
from pictures.files import ENDINGS, FULL, LARGE, PREVIEW, SIZES, SQUARE, file, picture_of
from pictures.glyphs import LettersMissing, languages_without_a_font
from pictures.png import PIXELS, WAITING, TooManyPictures

PREVIEW_SIZE = (WIDTH, LEAST)
"""Width and height of a preview in pixels."""
