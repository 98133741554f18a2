import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.beside import doubt_line
from retrieval.compose import escape, label_of
from retrieval.reading import Statement
from retrieval.shelf import Sentence
from store.records import Document, Figure, Passage
from vietnamese.sentences import Span

MARKUP = re.compile(r"(?<!\\)[`*_\[\]<>|~#]")


def document(**more):
    return Document("a.md", "/r", "0", "Thân bài.", **more)


class TestEscape:
    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>",
            "[nhấn](javascript:x)",
            "![ảnh](http://x.invalid/a.png)",
            "**đậm** và `mã`",
            "| a | b |",
            "# Tiêu đề",
            "~~bỏ~~",
            "<img src=x onerror=y>",
        ],
    )
    def test_takes_markdown_and_html_out_of_force(self, text):
        assert not MARKUP.search(escape(text))

    @pytest.mark.parametrize(
        "figure", ["1.330 tỷ đồng", "8,5%", "2,4-2,5 tỷ đô la Mỹ/tháng", "(GRDP) 6,72%", "172"]
    )
    def test_leaves_a_printed_figure_as_it_is(self, figure):
        assert escape(figure) == figure

    def test_puts_the_text_on_one_line(self):
        assert escape("Một\n\n# hai\t ba ") == "Một \\# hai ba"

    @given(st.text(max_size=200))
    def test_leaves_no_markup_in_any_text(self, text):
        escaped = escape(text)
        assert "\n" not in escaped
        assert not MARKUP.search(escaped.replace("\\\\", ""))

    @given(st.text(max_size=200))
    def test_loses_nothing_but_white_space(self, text):
        assert re.sub(r"\\(.)", r"\1", escape(text)) == " ".join(text.split())


class TestLabel:
    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_of_a_digest_names_the_outlet_and_the_original(self, language):
        digest = document(
            digest=True, outlet="Báo Hoa Lư", original_title="Tin gốc", title="Tóm lược"
        )
        shown = label_of(digest, language)
        assert shown.startswith("bản tóm lược")
        assert shown.endswith(": Báo Hoa Lư, «Tin gốc»")

    def test_of_a_plain_document_is_its_title(self):
        assert label_of(document(title="Kế hoạch"), "vi") == "«Kế hoạch»"

    def test_of_one_without_a_title_is_its_file(self):
        assert label_of(document(), "vi") == "«a.md»"


class TestUnclearScan:
    TEXT = "Thu ngân sách đạt 900 tỷ đồng, nộp trước ngày 15/8/2022."

    def said(self, short, figure=None):
        start = self.TEXT.index("15/8/2022")
        scanned = Document("a.pdf", "/r", "0", self.TEXT, unclear=((start, start + 9),))
        passage = Passage("p", "a.pdf", 0, len(self.TEXT), self.TEXT, 0)
        sentence = Sentence(scanned, passage, 0, len(self.TEXT), ())
        return Statement(short, sentence, Span(0, len(self.TEXT)), figure)

    @pytest.mark.parametrize(
        ("language", "note"), [("vi", "bản quét không rõ"), ("en", "scan is unclear")]
    )
    def test_a_figure_of_a_scan_that_was_not_read_alike_twice_is_noted(self, language, note):
        value = Decimal(900)
        figure = Figure("a.pdf", 18, 29, "900 tỷ đồng", value, None, None, "đồng", "")
        assert doubt_line(self.said("900 tỷ đồng", figure), language) == ""
        doubted = replace(figure, doubt=("scan",))
        assert note in doubt_line(self.said("900 tỷ đồng", doubted), language)

    def test_a_date_of_it_is_noted_too(self):
        assert "bản quét không rõ" in doubt_line(self.said("15/8/2022"), "vi")
        assert doubt_line(self.said("ngân sách"), "vi") == ""
