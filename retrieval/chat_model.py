"""A chat model from its name: checked and explained before use, loaded once, called by LangChain.

Any string of LangChain's `init_chat_model` will do ("openai:…", "ollama:…"). A server that speaks
the chat-completions protocol (llama.cpp, vLLM) is "openai:<name>" with its own address;
"huggingface:<folder>" is a model on this machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from errors import ModelError
from retrieval.model_stream import Limits, stream_text

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from pydantic import SecretStr

#: Stands for a key where the server asks for none, because the client insists on one.
_NO_KEY = "none"
_NAME = re.compile(r"[\w-]+:\S.*|[\w./-]+")
_LOCAL = "huggingface:"
#: Prompt tokens are counted with our own encoding; a model's own may need more for the same text.
_SPARE = 1.5
_EXAMPLES = "«openai:gpt-4.1-mini», «ollama:qwen3», «huggingface:/thư/mục/mô-hình»"


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A loaded chat model: `name` as it was set, `client` as LangChain made it."""

    name: str
    client: BaseChatModel = field(repr=False)
    limits: Limits = field(default_factory=Limits)

    def stream(self, messages: Sequence[BaseMessage]) -> Iterator[str]:
        """Pieces of the model's reply as they come; see `model_stream.stream_text`."""
        return stream_text(self.client, messages, self.limits)


def load_chat_model(
    model: str | None,
    *,
    base_url: str | None = None,
    api_key: SecretStr | None = None,
    first_token: float = 20,
    timeout: float = 60,
    max_tokens: int = 1000,
    context: int = 6000,
) -> ChatModel | None:
    """The chat model called `model`; None when no name is given. Nothing is sent anywhere yet.

    `first_token` and `timeout` are the seconds to the first piece of a reply and to its end,
    `max_tokens` and `context` the sizes of a reply and of a prompt. Raises `ModelError` for a
    malformed name or address, a provider whose package is missing, a missing key, or a model
    folder that is not there.
    """
    if not model:
        return None
    limits = Limits(first=first_token, whole=timeout, max_tokens=max_tokens, context=context)
    if not _NAME.fullmatch(model):
        raise ModelError(
            f"Tên mô hình trò chuyện «{model}» không đúng dạng NHÀ_CUNG_CẤP:TÊN, chẳng hạn "
            f"{_EXAMPLES}. Hãy sửa HOIDAP_CHAT_MODEL."
        )
    if base_url is not None:
        _check_address(base_url)
    if model.startswith(_LOCAL):
        return ChatModel(model, _local(model, limits), limits)
    key = api_key.get_secret_value() if api_key else ""
    options = _options(model, base_url, key, limits)
    return ChatModel(model, _initialised(model, options, key), limits)


def _check_address(base_url: str) -> None:
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ModelError(
            f"Địa chỉ máy chủ mô hình «{base_url}» không dùng được; cần dạng "
            "http://máy:cổng/v1. Hãy sửa HOIDAP_CHAT_BASE_URL."
        )


def _options(name: str, base_url: str | None, key: str, limits: Limits) -> dict[str, Any]:
    """What the provider's class is made with; names differ only for Ollama."""
    provider = name.partition(":")[0]
    options: dict[str, Any] = {"temperature": 0}
    if base_url:
        options["base_url"] = base_url
    if provider == "ollama":
        # Ollama cuts a prompt that is longer than its window without a word: ask for room enough.
        window = int(limits.context * _SPARE) + limits.max_tokens
        client: dict[str, Any] = {"timeout": limits.whole}
        if key:
            client["headers"] = {"Authorization": f"Bearer {key}"}
        return options | {
            "num_predict": limits.max_tokens,
            "num_ctx": window,
            "client_kwargs": client,
        }
    options |= {"max_tokens": limits.max_tokens, "timeout": limits.whole, "max_retries": 0}
    if provider == "openai":
        if key or base_url:
            options["api_key"] = key or _NO_KEY
        elif not os.environ.get("OPENAI_API_KEY"):
            raise ModelError(
                f"Mô hình «{name}» cần khóa truy cập. Hãy đặt HOIDAP_CHAT_API_KEY, hoặc "
                "HOIDAP_CHAT_BASE_URL nếu dùng máy chủ riêng (llama.cpp, vLLM)."
            )
        options["use_responses_api"] = False  # what other servers speak, too
        options["stream_chunk_timeout"] = 0  # ours bounds every provider
    elif key:
        options["api_key"] = key
    return options


def _initialised(name: str, options: dict[str, Any], key: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    try:
        client: BaseChatModel = init_chat_model(name, **options)
    except ImportError as error:
        package = re.search(r"pip install ([\w-]+)", str(error))
        needed = package[1] if package else (error.name or "").partition(".")[0].replace("_", "-")
        raise ModelError(
            f"Mô hình «{name}» cần gói {needed}, chưa được cài. Hãy chạy: "
            f".venv/bin/python -m pip install {needed}"
        ) from error
    except Exception as error:  # every provider has its own complaints
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        if key:
            said = said.replace(key, "***")
        raise ModelError(
            f"Không dùng được mô hình «{name}»: {said[:300]} Tên có dạng NHÀ_CUNG_CẤP:TÊN, chẳng "
            f"hạn {_EXAMPLES}. Hãy sửa HOIDAP_CHAT_MODEL."
        ) from error
    return client


def _local(name: str, limits: Limits) -> BaseChatModel:
    """A model in a folder of this machine; the hub is never asked."""
    folder = Path(name.removeprefix(_LOCAL)).expanduser()
    if not (folder / "config.json").is_file():
        raise ModelError(
            f"Không có mô hình nào trong thư mục «{folder}» (cần có config.json). Tên trên kho mô "
            "hình không được dùng vì chương trình không tải gì từ mạng: hãy tải mô hình về trước "
            "rồi đặt HOIDAP_CHAT_MODEL=huggingface:/thư/mục."
        )
    from retrieval.local_model import LocalChat

    return LocalChat.of_folder(folder, max_tokens=limits.max_tokens)
