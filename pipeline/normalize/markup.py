"""What HTML and Markdown leave in a plain text (entities, tags, escapes), into what it stands for."""

from __future__ import annotations

import html
import re

from pipeline.normalize.editmap import Change

# An entity of a text that was escaped twice (&amp;nbsp;) is read twice; &nbsp often lacks its semicolon.
_ENTITY = re.compile(
    r"&(?:amp;)?(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};|nbsp(?![A-Za-z]))"
)
_TAG = re.compile(
    r"(?i)<(?:br ?/?|/(?:p|div|tr|li|h[1-6])|(?:p|div|tr|li|h[1-6])(?: [^<>\n]{0,300})?|(?P<cell>/t[dh]))>"
)

_ESCAPE = re.compile(r"\\(?=[.*_#+>|~`\[\]()-])")


def changes(text: str) -> list[Change]:
    """The changes that read such marks, in order; a table's cell ends with a tab."""
    found: list[Change] = []
    if "&" in text:
        found += (Change(m.start(), m.end(), _unescaped(m.group())) for m in _ENTITY.finditer(text))
        found = [change for change in found if change.to != text[change.start : change.end]]
    if "<" in text:
        found += (Change(m.start(), m.end(), "\t" if m["cell"] else "\n") for m in _TAG.finditer(text))
    if "\\" in text:
        found += (Change(m.start(), m.end(), "") for m in _ESCAPE.finditer(text))
    return sorted(found)


def _unescaped(entity: str) -> str:
    return html.unescape(html.unescape(entity))
