"""Start the page: read settings, build the assistant, serve. `python app.py --help` for options."""

from __future__ import annotations

import argparse
import contextlib
import errno
import gc
import logging
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from errors import HoiDapError, UsageError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from settings import Settings

#: Read by libraries when they are first imported: no usage reports, no look-ups of a model hub.
_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
}


def main(arguments: list[str] | None = None) -> int:
    """Serve the page until it is stopped; returns the exit status."""
    options = _parser().parse_args(arguments)
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        from settings import read_settings

        settings = read_settings(data_dir=options.data_dir, host=options.host, port=options.port)
        with listen(settings.host, settings.port) as listener:
            gc.disable()  # loading makes millions of objects that stay: 1 s of 8 on two slow cores
            app = build(settings)
            gc.enable()
            serve(app, listener)
    except HoiDapError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


def build(settings: Settings) -> FastAPI:
    """The web application over the published index.

    Raises `NoIndex` when nothing is published, `ModelMismatch` for an index of another model, and
    `ModelError` for a chat model that cannot be used.
    """
    from embedding.model import load_embedder
    from retrieval.assistant import Assistant
    from retrieval.chat_model import load_chat_model
    from retrieval.prediction import prediction
    from store.index import LiveIndex
    from ui.server import build_app
    from ui.shelf import ShelfReader

    index = LiveIndex(settings.data_dir)
    index.current()  # that nothing is published is said before a model is loaded
    embedder = load_embedder(
        settings.embedding_model,
        query_prefix=settings.embedding_query_prefix,
        passage_prefix=settings.embedding_passage_prefix,
    )
    assistant = Assistant(index, embedder, model=load_chat_model(**settings.chat()))
    assistant.warm_up()
    return build_app(assistant, ShelfReader(index.current), prediction)


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything slow is loaded.

    Raises `UsageError` when another program holds it, or the address is not this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(
            f"Không có địa chỉ «{host}» trên máy này. Hãy dùng 127.0.0.1 (chỉ máy này) hoặc "
            "0.0.0.0 (cả mạng) với --host (biến HOIDAP_HOST)."
        ) from error
    try:
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise UsageError(_cannot_listen(error, host, port)) from error
    return listener


def _cannot_listen(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        why = f"Cổng {port} trên {host} đang được chương trình khác dùng."
    elif error.errno in (errno.EACCES, errno.EPERM):
        why = f"Không có quyền mở cổng {port}."
    else:
        why = f"Không mở được cổng {port} trên địa chỉ «{host}» ({error.strerror})."
    other = port + 1 if port < 65535 else 7860
    return (
        f"{why} Hãy chọn cổng khác, chẳng hạn: python app.py --port {other} (biến HOIDAP_PORT), "
        "hoặc tắt chương trình kia."
    )


def serve(app: FastAPI, listener: socket.socket) -> None:
    """Answer requests on `listener` until the process is told to stop."""
    import uvicorn

    class Server(uvicorn.Server):
        """Cuts the event streams of open pages when asked to stop; that is no error to report."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await super().shutdown(sockets)

    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"Trang hỏi đáp: http://{shown}:{port} (dừng bằng Ctrl+C)\n")
    sys.stderr.flush()
    how = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=1)
    with contextlib.suppress(KeyboardInterrupt):
        Server(how).run(sockets=[listener])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python app.py",
        description="Mở trang hỏi đáp chính sách tỉnh trên chỉ mục đã nạp.",
    )
    parser.add_argument("--data-dir", type=Path, metavar="THƯ_MỤC", help="thư mục chứa chỉ mục")
    parser.add_argument("--host", metavar="ĐỊA_CHỈ", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
    parser.add_argument("--port", type=int, metavar="CỔNG", help="cổng (mặc định 7860)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
