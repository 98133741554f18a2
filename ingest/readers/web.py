"""Web pages (HTML, MHT): the article with its title, date and outlet; no menus, no advertising.

trafilatura finds the article. Tables are set aside before and put back after, read by our own
reader, since a figure without its column's head is worth nothing. Nothing is fetched.
"""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from errors import EmptyFile, UnreadableFile
from ingest.extracted import Extracted
from ingest.readers.element import Element
from ingest.readers.parts import damage_refused, extracted
from ingest.readers.web_text import FRAME, blocks_of
from ingest.readers.web_title import page_title, title_texts
from vietnamese.normal import normalise

_WHAT = "HTML"
#: where a page says how it is encoded
_CHARSET_WITHIN = 4096
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
#: declared for pages in fonts of before Unicode too: what is in the page decides
_SAY_NOTHING = frozenset(("iso8859-1", "cp1252", "ascii", "x-user-defined"))
#: an article that is a smaller share of a page's text without its frame is not trusted, nor one
#: that is larger: it has the menus in it
_LEAST_SHARE, _MOST_SHARE = 0.2, 1.1
#: the title of a page stands within so many blocks, below a letterhead too
_HEAD_BLOCKS = 12
#: what a page has around an article; a document saved as a page has none of it
_AROUND = ("nav", "header", "footer", "aside", "menu", "form", "script")
#: nor more than this share of its letters in links
_MOST_LINKED = 0.05
#: stands for a table while the article is looked for; letters and digits survive any cleaning
_STAND_IN = "hoidapbangso{}x"
_STOOD_IN = re.compile(r"hoidapbangso(\d+)x")
#: names of elements in trafilatura's results
_HTML_NAMES = {"list": "ul", "item": "li", "lb": "br", "quote": "blockquote", "row": "tr"}


def read(path: Path, name: str) -> Extracted:
    """The text of the web page at `path`, called `name` in messages.

    Raises UnreadableFile (no page, unknown encoding) and EmptyFile.
    """
    content = path.read_bytes()
    if _is_mime(content):
        from ingest.readers.mail import page_of_archive

        content = page_of_archive(content, name)
    with damage_refused(name, _WHAT):
        return read_page(page_text(content, name), name)


def page_text(content: bytes, name: str) -> str:
    """The bytes of a page decoded: by its mark, as it declares, else as its letters tell."""
    from ingest.reading import decode

    if not content.strip():
        raise EmptyFile(f"{name}: tệp rỗng. Hãy thêm nội dung hoặc bỏ tệp này đi.")
    head = content[:_CHARSET_WITHIN]
    declared = _XML_CHARSET.search(head) or _CHARSET.search(head)
    if not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and declared:
        try:
            codec = codecs.lookup(declared[1].decode("ascii")).name
            if codec not in _SAY_NOTHING and not codec.startswith("utf-16"):
                return content.decode(codec)
        except (LookupError, UnicodeError):
            pass  # declared wrongly, as often
    return decode(content, name)[0]


def read_page(html: str, name: str) -> Extracted:
    """The text of the page `html`. Raises UnreadableFile and EmptyFile."""
    tree = _tree(html)
    if tree is None:
        raise UnreadableFile(
            f"{name}: không phải trang web. Hãy lưu lại trang từ trình duyệt rồi nạp lại."
        )
    whole = blocks_of(tree, FRAME)
    is_document = _is_document(tree, whole)
    article = _article(tree)
    share = _letters(article.blocks) / max(1, _letters(whole))
    warnings: tuple[str, ...] = ()
    blocks = article.blocks
    if is_document:
        blocks = whole
    elif not _LEAST_SHARE <= share <= _MOST_SHARE:
        blocks = whole or blocks_of(tree)
        warnings = ("không nhận ra phần chính của trang; đã lấy mọi chữ trong trang",)
    return extracted(
        _under_title(blocks, article.title),
        name,
        "html",
        title=article.title,
        author=article.author,
        outlet=article.outlet,
        published=article.published,
        warnings=warnings,
    )


def page_blocks(content: bytes, name: str) -> list[str]:
    """All text of a page in blocks, for what is no article, as the body of a mail."""
    tree = _tree(page_text(content, name))
    return [] if tree is None else blocks_of(tree)


@dataclass(frozen=True, slots=True)
class _Article:
    """The main text of a page and what the page records of it."""

    blocks: list[str]
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: date | None = None


def _article(tree: Any) -> _Article:  # noqa: ANN401
    from trafilatura import bare_extraction

    for noisy in ("trafilatura", "htmldate"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)  # remarks on pages without an article
    texts = title_texts(tree)
    tables = _without_tables(tree)
    found: Any = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        include_images=False,
        include_links=False,
        include_formatting=False,
        favor_recall=True,
        # no search through the text: a date there is not the page's
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        return _Article([])
    outlet = " ".join((found.sitename or "").split())[:80]
    return _Article(
        _with_tables(blocks_of(_renamed(found.body)), tables),
        title=page_title(texts, outlet),
        author=" ".join((found.author or "").split())[:80],
        outlet=outlet,
        published=date.fromisoformat(found.date) if found.date else None,
    )


def _is_document(tree: Any, blocks: list[str]) -> bool:  # noqa: ANN401
    """Whether a page is nothing but a document, as an office program saves it: all of it counts.

    To look for an article in it would lose headings and the numbers that lists begin with.
    """
    if next(tree.iter(*_AROUND), None) is not None:
        return False
    linked = [" ".join(link.itertext()) for link in tree.iter("a")]
    return _letters(linked) <= _MOST_LINKED * _letters(blocks)


def _tree(html: str) -> Any | None:  # noqa: ANN401
    """The page as a tree; None when there is not a single element in it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


def _without_tables(tree: Any) -> list[list[str]]:  # noqa: ANN401
    """Put stand-ins for the data tables of the page; their blocks are returned."""
    from lxml import html

    tables: list[list[str]] = []
    for table in list(tree.iter("table")):
        blocks = blocks_of(table)
        if not any(block.startswith("|") for block in blocks) or table.getparent() is None:
            continue
        stand_in = html.Element("p")
        stand_in.text = _STAND_IN.format(len(tables))
        stand_in.tail = table.tail
        table.getparent().replace(table, stand_in)
        tables.append(blocks)
    return tables


def _with_tables(blocks: list[str], tables: list[list[str]]) -> list[str]:
    done: list[str] = []
    for block in blocks:
        rest = 0
        for found in _STOOD_IN.finditer(block):
            done += [block[rest : found.start()].strip(), *tables[int(found[1])]]
            rest = found.end()
        done.append(block[rest:].strip())
    return [block for block in done if block]


def _renamed(body: Any) -> Element:  # noqa: ANN401
    """The result of trafilatura under the names that HTML has."""
    for element in body.iter():
        if element.tag == "head":
            level = (element.get("rend") or "h2")[-1]
            element.tag = f"h{level}" if level in "123456" else "h2"
        elif element.tag == "list" and element.get("rend") == "ol":
            element.tag = "ol"
        elif element.tag == "cell":
            element.tag = "th" if element.get("role") == "head" else "td"
        else:
            element.tag = _HTML_NAMES.get(element.tag, element.tag)
    return cast(Element, body)


def _under_title(blocks: list[str], title: str) -> list[str]:
    """The blocks with the title above them, unless it opens them already."""
    known = normalise(title)
    opens = any(known in normalise(block) for block in blocks[:_HEAD_BLOCKS])
    return blocks if not title or opens else [f"# {title}", *blocks]


def _letters(blocks: list[str]) -> int:
    return sum(letter.isalnum() for block in blocks for letter in block)


def _is_mime(content: bytes) -> bool:
    """Whether a page is saved with its pictures in one file, as mail is (MHT)."""
    head = content[:_CHARSET_WITHIN].lower()
    return b"mime-version:" in head and b"content-type: multipart/related" in head
