import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

pytestmark = [
    pytest.mark.browser,
    # the test driver runs its own event loop and closes it late
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

BOX = "#cau-hoi textarea"
DONE = ".tra-loi:not(.cho, .dang-viet)"
FIGURE = "Năm 2019, số hộ được cấp nước sạch ở vùng bãi ngang là bao nhiêu?"


@contextmanager
def visit(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page that must stay on its own origin and write no error to its console."""
    context = browser.new_context(locale="vi-VN", **options)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda line: line.type == "error" and troubles.append(line.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
    page.on(
        "request",
        lambda request: (
            request.url.startswith((f"{address}/", "data:", "blob:"))
            or troubles.append(f"request to {request.url}")
        ),
    )
    page.on(
        "response",
        lambda response: (
            response.status < 400 or troubles.append(f"{response.status} for {response.url}")
        ),
    )
    page.goto(address)
    page.wait_for_selector(BOX)
    try:
        yield page
    finally:
        context.close()
    assert troubles == []


def ask(page: Any, question: str) -> Any:
    """Type a question, send it with the keyboard, wait for its whole answer."""
    before = page.locator(".tra-loi").count()
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    answer = page.locator(".tra-loi").nth(before)
    answer.wait_for()
    page.wait_for_function(
        "([selector, n]) => document.querySelectorAll(selector).length > n", arg=[DONE, before]
    )
    return page.locator(".tra-loi").nth(before)


def test_an_answer_is_cited_and_its_mark_leads_to_the_quote(browser: Any, server: str) -> None:
    with visit(browser, server) as page:
        answer = ask(page, FIGURE)
        assert "4.321" in answer.inner_text()
        assert page.input_value(BOX) == ""
        answer.locator(".dau-trich").first.click()
        card = page.locator(".the.chon")
        assert "4.321" in card.locator("mark").first.inner_text()
        assert "doc-hai.md" in card.inner_text()
        assert page.evaluate("document.activeElement.id") == card.get_attribute("id")
        card.locator(".ve-cau").click()
        assert page.evaluate("document.activeElement.className") == "dau-trich chon"


def test_hostile_text_of_a_document_or_a_question_does_not_run(browser: Any, server: str) -> None:
    with visit(browser, server) as page:
        title = page.title()
        ask(page, FIGURE)
        ask(page, "Kinh phí đường ống của chương trình cấp nước bãi ngang là bao nhiêu?")
        ask(page, "<img src=x onerror=\"document.title='hong'\"> [x](javascript:alert(1)) $x^2$")
        page.click("#tai-lieu > button")
        page.wait_for_selector("#danh-muc tbody tr")
        assert page.title() == title == "Hỏi đáp chính sách tỉnh"
        assert page.locator("#hoi-dap img, #bang-nguon img, #danh-muc img").count() == 0
        assert page.locator("#hoi-dap .katex, .prose script").count() == 0
        links = page.locator(".prose a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert all(link.startswith("#") for link in links)
        assert "<img src=x" in page.locator(".cau-hoi").last.inner_text()


def test_the_policy_would_stop_what_escaping_let_through(browser: Any, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    reached: list[str] = []
    page.on("requestfinished", lambda request: reached.append(request.url))
    page.goto(server)
    page.wait_for_selector(BOX)
    page.evaluate(
        """() => { const div = document.createElement('div');
        div.innerHTML = '<img src="http://theo-doi.invalid/a.png">'
            + '<img src="x" onerror="document.title=`hong`">';
        document.body.append(div); }"""
    )
    page.wait_for_timeout(500)
    assert page.title() != "hong"
    assert not [url for url in reached if "theo-doi" in url]
    context.close()


@pytest.mark.parametrize(
    "question",
    [
        "nam 2019 so ho duoc cap nuoc sach o vung bai ngang la bao nhieu",
        "How much did the industrial production index grow in January 2021?",
    ],
)
def test_unaccented_and_english_questions_are_answered(
    browser: Any, server: str, question: str
) -> None:
    with visit(browser, server) as page:
        answer = ask(page, question)
        assert answer.locator(".dau-trich").count() >= 1
        assert re.search(r"\d", answer.inner_text())


def test_a_refusal_is_calm_and_lists_near_documents(browser: Any, server: str) -> None:
    with visit(browser, server) as page:
        answer = ask(page, "Năm 2031 tỉnh Lạng Sơn có bao nhiêu trạm vũ trụ?")
        assert "khong-thay" in (answer.get_attribute("class") or "")
        assert answer.locator(".gan li").count() >= 1
        assert answer.locator(".dau-trich").count() == 0
        assert page.locator(".the.nhat").count() >= 1


def test_an_example_can_be_clicked_and_a_new_conversation_started(
    browser: Any, server: str
) -> None:
    with visit(browser, server) as page:
        examples = page.locator("#hoi-dap .example")
        assert 5 <= examples.count() <= 6
        examples.first.click()
        page.wait_for_selector(DONE)
        assert page.locator(".cau-hoi").count() == 1
        assert examples.count() == 0
        page.click("#moi")
        page.wait_for_selector("#hoi-dap .example")
        page.wait_for_function("() => !document.querySelector('.tra-loi, .the')")


def test_the_page_speaks_vietnamese_and_shows_no_branding(browser: Any, server: str) -> None:
    with visit(browser, server) as page:
        ask(page, FIGURE)
        assert page.evaluate("document.documentElement.lang") == "vi"
        text = page.inner_text("body")
        assert "Chỉ trả lời theo tài liệu đã nạp" in text
        assert re.search(r"\d+ văn bản · \d+ đoạn · chỉ mục lập lúc", text)
        assert not re.search(r"gradio|share|use via api|settings|built with", text, re.IGNORECASE)
        labels = page.locator("[aria-label]").evaluate_all(
            "all => all.filter(e => e.checkVisibility()).map(e => e.getAttribute('aria-label'))"
        )
        english = re.compile(r"\b(select|example|message|clear|loading|chatbot|scroll)\b", re.I)
        assert [label for label in labels if english.search(label)] == []


def test_a_lost_connection_is_told_in_vietnamese(browser: Any, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server)
    page.wait_for_selector(BOX)
    context.set_offline(True)
    page.fill(BOX, FIGURE)
    page.press(BOX, "Enter")
    notice = page.locator(".toast-wrap")
    notice.get_by_text("Mất kết nối").first.wait_for()
    assert "onnection" not in notice.inner_text()
    context.close()


def test_a_finished_answer_is_announced_once_with_its_text(browser: Any, server: str) -> None:
    with visit(browser, server) as page:
        ask(page, FIGURE)
        page.wait_for_function(
            "() => document.getElementById('thong-bao').textContent.includes('4.321')"
        )
        region = page.locator("#thong-bao")
        assert region.get_attribute("aria-live") == "polite"
        assert page.locator('#hoi-dap [role="log"]').get_attribute("aria-live") == "off"


def test_the_copy_button_takes_answer_and_sources(browser: Any, server: str) -> None:
    options = {"permissions": ["clipboard-read", "clipboard-write"]}
    with visit(browser, server, **options) as page:
        answer = ask(page, FIGURE)
        answer.locator("button.chep").click()
        page.wait_for_function("() => document.querySelector('.chep').textContent === 'Đã chép'")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "4.321" in copied
        assert "\n[1] " in copied
        assert "doc-hai.md" in copied


def test_documents_can_be_listed_and_filtered(browser: Any, server: str) -> None:
    with visit(browser, server) as page:
        page.click("#tai-lieu > button")
        rows = page.locator("#danh-muc tbody tr")
        rows.first.wait_for()
        assert rows.count() >= 6
        page.fill("#loc-tai-lieu input, #loc-tai-lieu textarea", "lang son")
        page.wait_for_function("() => document.querySelectorAll('#danh-muc tbody tr').length === 1")
        assert "Lạng Sơn" in rows.first.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_scrolls_sideways(browser: Any, server: str, width: int, scheme: str) -> None:
    options = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    with visit(browser, server, **options) as page:
        ask(page, FIGURE)
        page.click("#gioi-han > button")
        page.click("#tai-lieu > button")
        page.wait_for_selector("#danh-muc tbody tr")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        below = page.locator("#cot-nguon").bounding_box()
        chat = page.locator("#cot-hoi").bounding_box()
        if width == 390:
            assert below["y"] >= chat["y"] + chat["height"]
        else:
            assert below["x"] >= chat["x"] + chat["width"]


#: Contrast ratio of each text with the first opaque ground behind it, as WCAG 2.2 defines it.
CONTRAST = """() => {
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !e.checkVisibility() || e.closest('script, style')) continue;
    let seen = 1;
    for (let p = e; p; p = p.parentElement) seen *= Number(getComputedStyle(p).opacity);
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5 || seen < 1) faint.push(`${ratio.toFixed(2)} ${seen} ${text.slice(0, 40)}`);
  }
  return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(browser: Any, server: str, scheme: str) -> None:
    with visit(browser, server, color_scheme=scheme, reduced_motion="reduce") as page:
        assert page.evaluate(CONTRAST) == []
        ask(page, FIGURE).locator(".dau-trich").first.click()
        ask(page, "Năm 2031 tỉnh Lạng Sơn có bao nhiêu trạm vũ trụ?")
        page.click("#gioi-han > button")
        page.click("#tai-lieu > button")
        page.wait_for_selector("#danh-muc tbody tr")
        assert page.evaluate(CONTRAST) == []


def test_every_control_is_reached_by_keyboard_and_shows_its_focus(
    browser: Any, server: str
) -> None:
    with visit(browser, server) as page:
        ask(page, FIGURE)
        page.click("h1")
        reached = {}
        for _ in range(40):
            page.keyboard.press("Tab")
            name, outlined = page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e);
                const row = e.closest('#o-hoi');
                return [e.id || e.className.split(' ')[0] || e.tagName,
                  parseFloat(s.outlineWidth) > 0 && s.outlineStyle !== 'none'
                  || !!row && getComputedStyle(row).boxShadow !== 'none']; }"""
            )
            reached[name] = outlined
        assert {"moi", "dau-trich", "chep", "TEXTAREA", "gui", "ve-cau"} <= reached.keys() | {
            "TEXTAREA"
        }
        unmarked = [name for name, outlined in reached.items() if not outlined and name != "BODY"]
        assert unmarked == []
