"""PDFs made for the tests: lines set by hand at known places, with a font that needs no file."""

import io
import re
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
LEFT, RIGHT, TOP, BOTTOM = 88.0, 508.0, 90.0, 740.0
SIZE, PITCH = 16.0, 28.0
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@dataclass
class Pages:
    """A canvas on which text is set from the top down, wrapped at the margin."""

    head: str = ""
    foot: str = "— {} —"
    watermark: str = ""
    password: str | None = None
    number: int = 1
    buffer: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self):
        # Without a time stamp the same test makes the same bytes.
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1, encrypt=self.password)
        self.y = TOP

    def at(self, x, top, text, size=SIZE, colour=(0, 0, 0)):
        self.canvas.setFont(FONT, size)
        self.canvas.setFillColorRGB(*colour)
        self.canvas.drawString(x, A4[1] - top - size * 0.88, text)

    def centred(self, text, size=SIZE, colour=(0, 0, 0)):
        self.at((LEFT + RIGHT - width(text, size)) / 2, self.y, text, size, colour)
        self.y += max(PITCH, size * 1.6)

    def right(self, text):
        self.at(RIGHT - width(text) - 2 * SIZE, self.y, text)
        self.y += PITCH

    def paragraph(self, text, left=LEFT, right=RIGHT, indent=2, size=SIZE, pitch=PITCH):
        for i, line in enumerate(wrapped(text, right - left, indent, size)):
            if self.y + pitch > BOTTOM:
                self.new_page()
            self.at(left + (indent * size if i == 0 else 0), self.y, line, size)
            self.y += pitch

    def table(self, rows, widths, height=24.0, size=10.0, left=LEFT, spans=()):
        """Cells with all their rules; `spans` are (row, column, rows, columns)."""
        covered = {
            (r + i, c + j): (r, c)
            for r, c, rows_, columns in spans
            for i in range(rows_)
            for j in range(columns)
        }
        xs = [left]
        for each in widths:
            xs.append(xs[-1] + each)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                x, top = xs[c], self.y + r * height
                owner = covered.get((r, c), (r, c))
                for line, other, (ax, ay, bx, by) in (
                    ("top", (r - 1, c), (x, top, xs[c + 1], top)),
                    ("left", (r, c - 1), (x, top, x, top + height)),
                ):
                    if covered.get(other, other) != owner or line == "":
                        self.rule(ax, ay, bx, by)
                if owner == (r, c):
                    for k, piece in enumerate(wrapped(text, xs[c + 1] - x - 8, 0, size)):
                        self.at(x + 4, top + 4 + k * size * 1.2, piece, size)
        bottom = self.y + len(rows) * height
        self.rule(xs[0], bottom, xs[-1], bottom)
        self.rule(xs[-1], self.y, xs[-1], bottom)
        self.y = bottom + PITCH

    def rule(self, ax, ay, bx, by):
        self.canvas.setLineWidth(0.7)
        self.canvas.line(ax, A4[1] - ay, bx, A4[1] - by)

    def new_page(self):
        self._close()
        self.y = TOP

    def _close(self):
        if self.head:
            self.at((LEFT + RIGHT - width(self.head, 9)) / 2, 40, self.head, 9)
        if self.foot:
            self.at((LEFT + RIGHT) / 2 - 20, 780, self.foot.format(self.number), 12)
        if self.watermark:
            self.canvas.saveState()
            self.canvas.translate(200, 300)
            self.canvas.rotate(45)
            self.canvas.setFillColorRGB(0.8, 0.8, 0.8)
            self.canvas.setFont(FONT, 48)
            self.canvas.drawString(0, 0, self.watermark)
            self.canvas.restoreState()
        self.canvas.showPage()
        self.number += 1

    def bytes(self):
        self._close()
        self.canvas.save()
        return self.buffer.getvalue()


def width(text, size=SIZE):
    return pdfmetrics.stringWidth(text, FONT, size)


def wrapped(text, room, indent, size):
    """The lines of a paragraph as a word processor breaks them: words stay whole, no stop begins a line."""
    lines, line, left = [], "", room - indent * size
    for word in re.findall(r"[0-9A-Za-z.%]+|.", text):
        if width(line + word, size) > left + 0.01 and word not in "，。；：、）》”！？":
            lines.append(line)
            line, left = "", room
        line += word
    return [*lines, line]


def letter(text, **options):
    """A text with one paragraph a line as a printed policy: its first line in red, the second as the title."""
    pages = Pages(**options)
    for i, line in enumerate(text.rstrip("\n").split("\n")):
        if i == 0:
            for piece in wrapped(line, RIGHT - LEFT, 0, 22):
                pages.centred(piece, 22, (0.8, 0, 0))
        elif line.strip():
            pages.paragraph(line)
    return pages.bytes()


def turned(text, angle):
    """A page whose print lies on its side and whose rotation sets it upright again."""
    buffer = io.BytesIO()
    wide, high = A4
    canvas = Canvas(buffer, pagesize=A4, invariant=1)  # swaps the sides itself where a page is turned by 90°
    canvas.translate(*{90: (high, 0), 180: (wide, high), 270: (0, wide)}[angle])
    canvas.rotate({90: 90, 180: 180, 270: -90}[angle])
    canvas.setFont(FONT, SIZE)
    for i, line in enumerate(wrapped(text, RIGHT - LEFT, 2, SIZE)):
        canvas.drawString(LEFT + (2 * SIZE if i == 0 else 0), high - TOP - i * PITCH - SIZE * 0.88, line)
    canvas.setPageRotation(angle)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
