"""A chat model in a folder of this machine, in Hugging Face's format, as LangChain calls models.

Nothing is looked up on a hub. One answer is generated at a time; a reader who leaves stops it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, PrivateAttr

from errors import ModelError

_ROLES = {"human": "user", "ai": "assistant", "system": "system"}


class LocalChat(BaseChatModel):
    """A causal language model with a chat template; answers greedily, at most `max_tokens`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    tokenizer: Any
    model: Any
    max_tokens: int
    _turn: Lock = PrivateAttr(default_factory=Lock)

    @classmethod
    def of_folder(cls, folder: Path, *, max_tokens: int) -> LocalChat:
        """Load the model in `folder`.

        Raises `ModelError` when it cannot be read or its tokenizer has no chat template.
        """
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        try:
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            model: Any = AutoModelForCausalLM.from_pretrained(
                folder, local_files_only=True, dtype="auto"
            )
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise ModelError(
                f"Không đọc được mô hình trong «{folder}» ({type(error).__name__}). Cần một mô "
                "hình sinh văn bản ở định dạng Hugging Face: config.json, trọng số, tokenizer."
            ) from error
        if not tokenizer.chat_template:
            raise ModelError(
                f"Mô hình trong «{folder}» không có mẫu hội thoại (chat template). Hãy dùng bản "
                "đã tinh chỉnh để trò chuyện (thường có «instruct» hay «chat» trong tên)."
            )
        if torch.cuda.is_available():
            model = model.to("cuda")
        return cls(tokenizer=tokenizer, model=model.eval(), max_tokens=max_tokens)

    @property
    def _llm_type(self) -> str:
        return "local"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401  as LangChain declares it
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401  as LangChain declares it
    ) -> Iterator[ChatGenerationChunk]:
        from transformers import TextIteratorStreamer

        chat = [{"role": _ROLES[one.type], "content": one.text} for one in messages]
        prompt = self.tokenizer.apply_chat_template(
            chat, add_generation_prompt=True, return_tensors="pt", return_dict=True
        ).to(self.model.device)
        streamer = TextIteratorStreamer(self.tokenizer, skip_prompt=True, skip_special_tokens=True)
        leave, outcome = Event(), _Outcome()
        with self._turn:
            work = Thread(
                target=self._run, args=(prompt, streamer, leave, outcome), name="local-chat"
            )
            work.start()
            try:
                for text in streamer:
                    yield _chunk(text)
            finally:
                leave.set()
                work.join()
        if outcome.error is not None:
            raise outcome.error
        yield _chunk("", "length" if outcome.tokens >= self.max_tokens else "stop")

    def _run(self, prompt: Any, streamer: Any, leave: Event, outcome: _Outcome) -> None:  # noqa: ANN401  of transformers
        """Generate in a thread of its own, until the end or until nobody listens."""
        import torch

        def left(ids: torch.Tensor, scores: object, **_: object) -> torch.Tensor:
            return torch.full((ids.shape[0],), leave.is_set(), device=ids.device)

        try:
            with torch.inference_mode():
                ids = self.model.generate(
                    **prompt,
                    max_new_tokens=self.max_tokens,
                    do_sample=False,
                    streamer=streamer,
                    stopping_criteria=[left],
                )
            outcome.tokens = ids.shape[1] - prompt["input_ids"].shape[1]
        except (RuntimeError, ValueError, IndexError) as error:
            outcome.error = error
        finally:
            streamer.end()


class _Outcome:
    """What a thread leaves behind: the number of new tokens, or what went wrong."""

    tokens = 0
    error: Exception | None = None


def _chunk(text: str, finish: str = "") -> ChatGenerationChunk:
    metadata = {"finish_reason": finish} if finish else {}
    return ChatGenerationChunk(message=AIMessageChunk(content=text, response_metadata=metadata))
