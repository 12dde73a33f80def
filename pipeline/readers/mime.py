"""Pages saved in one file (.mht): the page out of its parts."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from pipeline.readers import html
from pipeline.readers.raw import Options, Raw, ReadError, source_of

_LARGEST = 60_000_000


def read(data: bytes, path: str | None, options: Options) -> Raw:
    """The text of the page in a multipart/related file.

    Raises ReadError: html.damaged, and what html.read raises.
    """
    if len(data) > _LARGEST:
        raise ReadError("html.too-large", "The page is larger than 60 MB. Save it without its pictures.")
    page, encoding = _page(data)
    raw = html.read(page, path, replace(options, encoding=options.encoding or encoding))
    return replace(raw, source=source_of(data, path, "multipart/related", encoding=raw.source.encoding))


def _page(data: bytes) -> tuple[bytes, str | None]:
    """The bytes of the page, and the encoding that its header names if they are in it."""
    try:
        message = message_from_bytes(data, policy=policy.compat32, _class=EmailMessage)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content.strip():
                    return content, _right(content, part.get_content_charset())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise _damaged() from error
    raise _damaged()


def _right(content: bytes, encoding: str | None) -> str | None:
    try:
        content.decode(encoding or "")
    except (LookupError, ValueError):
        return None
    return encoding


def _damaged() -> ReadError:
    return ReadError(
        "html.damaged",
        "No page is found in the file: it was saved incompletely. Open it in a browser and save it anew.",
    )
