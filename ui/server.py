"""The web application: page, `/ask`, `/health`, behind the security shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from retrieval.records import Answer
from ui.conversation import Assistant
from ui.shelf import Shelves

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.responses import Response

_HERE: Final = Path(__file__).parent
_OWN: Final = {"style.css": "text/css", "page.js": "text/javascript"}


def build_app(
    assistant: Assistant, shelves: Shelves, prediction: Callable[[Answer], dict[str, Any]]
) -> FastAPI:
    """Everything the server serves.

    `assistant` answers, `shelves` tells what the index holds now, `prediction` makes the object
    that `/ask` returns. Set `GRADIO_ANALYTICS_ENABLED=False` before the first import of gradio.
    """
    import gradio as gr
    from fastapi import FastAPI

    from ui.ask import build_routes
    from ui.page import build_page
    from ui.shell import OWN_FILES, Shell

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(build_routes(assistant, shelves, prediction))

    for name, kind in _OWN.items():
        app.add_api_route(f"{OWN_FILES}/{name}", _file(_HERE / name, kind))

    page = build_page(assistant, shelves).queue(api_open=False)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        show_error=False,
        max_file_size=0,
        theme=_theme(gr),
    )
    app.add_middleware(Shell)
    return app


def _file(path: Path, kind: str) -> Callable[[], Response]:
    """A route that serves one file of ours."""
    from fastapi.responses import FileResponse

    return lambda: FileResponse(path, media_type=kind, headers={"Cache-Control": "no-cache"})


def _theme(gr: Any) -> Any:  # noqa: ANN401  a late import has no type
    """Gradio's plain theme with the fonts of the reader's own system; colours are in style.css."""
    fonts = ["Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Arial", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=["Consolas", "monospace"], text_size="md")
