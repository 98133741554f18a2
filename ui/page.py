"""The page: chat, source cards, filters, list of documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from retrieval.records import Filters
from ui import cards, texts
from ui.conversation import QUESTION_MAX, Assistant, Turn, messages, panel, reply, stopped
from ui.shelf import Shelves, title

if TYPE_CHECKING:
    import gradio

#: Questions answered at once over the page; further ones wait in the queue.
CONCURRENT: Final = 4
#: Nothing on the page is an endpoint for programs: those use `/ask`.
_PRIVATE: Final[dict[str, Any]] = {"api_visibility": "private", "show_progress": "hidden"}


def build_page(assistant: Assistant, shelves: Shelves) -> gradio.Blocks:
    """Lay out the page over an assistant; `shelves` tells what the index holds now."""
    import gradio as gr

    page: gradio.Blocks
    with gr.Blocks(title=texts.PRODUCT, analytics_enabled=False, fill_width=True) as page:
        turns = gr.State([])
        with gr.Row(elem_id="dau-trang", equal_height=True):
            _markup(gr, _HEADER, elem_id="ten-trang")
            new = gr.Button(texts.NEW_CONVERSATION, elem_id="moi", scale=0, min_width=0, size="sm")
        with gr.Row(elem_id="than-trang"):
            with gr.Column(elem_id="cot-hoi", scale=3, min_width=0):
                chat = gr.Chatbot(
                    elem_id="hoi-dap",
                    show_label=False,
                    container=False,
                    height=None,
                    buttons=[],
                    layout="panel",
                    latex_delimiters=[],
                    allow_tags=False,
                    sanitize_html=True,
                    line_breaks=False,
                    feedback_options=None,
                    allow_file_downloads=False,
                    autoscroll=True,
                    placeholder=_WELCOME,
                    examples=[{"text": example} for example in texts.EXAMPLES],
                )
                with gr.Row(elem_id="o-hoi", equal_height=True):
                    box = gr.Textbox(
                        elem_id="cau-hoi",
                        label=texts.QUESTION_LABEL,
                        show_label=False,
                        container=False,
                        placeholder=texts.QUESTION_HINT,
                        max_length=QUESTION_MAX,
                        lines=1,
                        max_lines=6,
                        submit_btn=False,
                        scale=1,
                        autofocus=True,
                        html_attributes=gr.InputHTMLAttributes(
                            spellcheck=False, autocorrect="off", autocapitalize="off"
                        ),
                    )
                    stop = gr.Button(texts.STOP, elem_id="dung", scale=0, min_width=0)
                    send = gr.Button(
                        texts.SEND, elem_id="gui", variant="primary", scale=0, min_width=0
                    )
                with gr.Accordion(texts.FILTERS, open=False, elem_id="gioi-han"), gr.Row():
                    place, year, source = (
                        gr.Dropdown(
                            [(texts.ANY, "")],
                            value="",
                            label=label,
                            min_width=140,
                            elem_id=name,
                        )
                        for label, name in (
                            (texts.FILTER_PLACE, "loc-dia-phuong"),
                            (texts.FILTER_YEAR, "loc-nam"),
                            (texts.FILTER_SOURCE, "loc-van-ban"),
                        )
                    )
                _markup(gr, f'<p class="luu-y">{texts.DISCLAIMER}</p>', elem_id="luu-y")
            with gr.Column(elem_id="cot-nguon", scale=2, min_width=0):
                sources = _markup(gr, panel([], shelves()), elem_id="bang-nguon")
        with gr.Accordion(texts.DOCUMENTS, open=False, elem_id="tai-lieu"):
            wanted = gr.Textbox(
                label=texts.DOCUMENTS_FIND, placeholder=texts.DOCUMENTS_HINT, elem_id="loc-tai-lieu"
            )
            listed = _markup(gr, cards.documents_table(shelves()), elem_id="danh-muc")
        foot = _markup(gr, cards.footer(shelves()), elem_id="chan-trang")

        def answer(
            question: str, known: list[Turn], where: str, when: str, which: str
        ) -> Iterator[tuple[Any, ...]]:
            if not (question or "").strip():
                yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
                return
            shelf, cited = shelves(), None
            typed: Any = ""
            for now in reply(assistant, known, question, _filters(where, when, which)):
                last = now[-1].answer
                marks = last and (last.citations, last.complete)
                shown = panel(now, shelf) if marks != cited else gr.skip()
                cited = marks
                yield messages(now, shelf), shown, now, typed
                typed = gr.skip()

        def halted(known: list[Turn]) -> tuple[Any, ...]:
            now, shelf = stopped(known), shelves()
            return messages(now, shelf), panel(now, shelf), now

        def chosen(
            known: list[Turn], where: str, when: str, which: str, event: gr.SelectData
        ) -> Iterator[tuple[Any, ...]]:
            picked = event.value["text"] if isinstance(event.value, dict) else event.value
            yield from answer(str(picked), known, where, when, which)

        def refreshed(current: str) -> tuple[Any, ...]:
            shelf = shelves()
            return (
                cards.documents_table(shelf, current or ""),
                cards.footer(shelf),
                gr.update(choices=[(texts.ANY, ""), *shelf.places()]),
                gr.update(choices=[(texts.ANY, ""), *map(str, shelf.years())]),
                gr.update(
                    choices=[
                        (texts.ANY, ""),
                        *((title(one), one.source) for one in shelf.documents),
                    ]
                ),
            )

        chosen.__annotations__["event"] = gr.SelectData
        limits = [place, year, source]
        shown = [chat, sources, turns, box]
        running = [
            gr.on(
                [box.submit, send.click],
                answer,
                [box, turns, *limits],
                shown,
                concurrency_limit=CONCURRENT,
                trigger_mode="once",
                **_PRIVATE,
            ),
            gr.on(
                [chat.example_select, chat.option_select],
                chosen,
                [turns, *limits],
                shown,
                concurrency_limit=CONCURRENT,
                trigger_mode="once",
                **_PRIVATE,
            ),
        ]
        stop.click(halted, turns, shown[:3], cancels=running, concurrency_limit=None, **_PRIVATE)
        new.click(
            lambda: ([], panel([], shelves()), [], ""),
            None,
            shown,
            cancels=running,
            concurrency_limit=None,
            **_PRIVATE,
        )
        wanted.change(
            lambda typed: cards.documents_table(shelves(), typed or ""),
            wanted,
            listed,
            trigger_mode="always_last",
            concurrency_limit=None,
            **_PRIVATE,
        )
        page.load(
            refreshed,
            wanted,
            [listed, foot, place, year, source],
            concurrency_limit=None,
            **_PRIVATE,
        )
    return page


def _markup(gr: Any, value: str, elem_id: str) -> Any:  # noqa: ANN401  a late import has no type
    """A piece of our own HTML. `Markdown` and not `HTML`: it is sanitised and needs no `eval`."""
    return gr.Markdown(
        value, elem_id=elem_id, sanitize_html=True, latex_delimiters=[], container=False
    )


def _filters(place: str | None, year: str | None, source: str | None) -> Filters:
    return Filters(place=place or None, year=int(year) if year else None, source=source or None)


_HEADER: Final = (
    f'<div class="ten"><span class="bieu"></span><div><h1>{texts.PRODUCT}</h1>'
    f"<p>{texts.TAGLINE}</p></div></div>"
)
_WELCOME: Final = (
    f'<div class="chao"><h2>{texts.WELCOME_TITLE}</h2><p>{texts.WELCOME_TEXT}</p></div>'
)
