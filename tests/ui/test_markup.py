import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.markup import answer_html, attribute, escape, plain

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "[bấm](javascript:alert(1))",
    "![ảnh](http://theo-doi.invalid/a.png)",
    "<http://theo-doi.invalid>",
    "[x]: http://theo-doi.invalid\n\n[x]",
    "`mã`\n\n```html\n<b>\n```",
    "    <b>thụt vào</b>",
    "<!-- chú thích -->",
    '<form action="http://theo-doi.invalid"><button>x</button></form>',
    "# đầu đề\n\n---\n\nđầu đề\n===",
    "&lt;b&gt; &#60;b&#62;",
    "| a |\n|---|\n| <b onclick=x> |",
]


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader


def assert_inert(markup: str) -> None:
    for tag, attributes in read(markup).seen:
        assert tag in TAGS
        if tag == "a":
            assert re.fullmatch(r"#nguon-1-[12]", attributes["href"] or "")
            assert set(attributes) == {"class", "href", "title"}
        else:
            assert set(attributes) <= {"start", "style"}
            assert attributes.get("style") in (None, *(f"text-align:{s}" for s in ALIGNED))
    assert "\n\n" not in markup


ALIGNED = ("left", "right", "center")


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_an_answer_stays_text(text: str) -> None:
    assert_inert(answer_html(text, 1, {1}))


@pytest.mark.parametrize("text", [*HOSTILE[:4], "$x^2$", "$$\\frac12$$"])
def test_what_is_not_read_as_markdown_is_shown_as_typed(text: str) -> None:
    assert read(answer_html(text, 1)).text == text


@given(st.text() | st.text("<>[]()!*_`#|-\n &\"'\\$:/ah1 "))
def test_any_answer_is_inert(text: str) -> None:
    assert_inert(answer_html(text, 1, {1, 2}))


@given(st.text(), st.booleans())
def test_escaped_text_is_one_line_without_tags(text: str, quoted: bool) -> None:
    markup = attribute(text) if quoted else escape(text)
    assert "\n" not in markup
    assert not re.search(r"<(?!br>)|[\"']", markup)


def test_known_marks_become_links_and_unknown_ones_stay_text() -> None:
    markup = answer_html("**28 tỷ** [1], 30 tỷ [3]", 4, {1})
    assert '<strong>28 tỷ</strong> <a class="dau-trich" href="#nguon-4-1"' in markup
    assert "30 tỷ [3]" in markup


def test_tables_lists_and_quotes_are_read() -> None:
    tags = {tag for tag, _ in read(answer_html("- a\n\n> b\n\n|c|d|\n|-|-|\n|e|f|", 1)).seen}
    assert {"ul", "blockquote", "table", "td"} <= tags


def test_a_copied_answer_has_marks_but_no_markdown() -> None:
    assert (
        plain("**Trên 28 tỷ** là *mục tiêu* [1]; 3 * 4\\.") == "Trên 28 tỷ là mục tiêu [1]; 3 * 4."
    )
