"""Chat models: explained before use, called over real HTTP, bounded in time, stopped for good."""

import asyncio
import logging
import time

import pytest
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.tracers.langchain import wait_for_all_tracers
from pydantic import SecretStr

from errors import ModelError
from retrieval.chat_model import load_chat_model
from retrieval.model_stream import NoReply, stream_text
from tests.retrieval.chat_server import ChatServer, failing, saying, tracing_service

ASKED = (SystemMessage("Trả lời ngắn."), HumanMessage("Một câu hỏi?"))
KEY = "sk-bi-mat-123456"


@pytest.fixture
def server():
    opened = ChatServer()
    yield opened
    opened.close()


@pytest.fixture
def model(server):
    """A model behind the server, with little patience."""
    return load_chat_model(
        "openai:thu", base_url=server.base_url, first_token=1.2, timeout=3, max_tokens=64
    )


def read(model):
    return "".join(model.stream(ASKED))


class TestNames:
    def test_no_name_is_no_model(self):
        assert load_chat_model(None) is None
        assert load_chat_model("") is None

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            (":x", "NHÀ_CUNG_CẤP:TÊN"),
            ("hai chữ", "NHÀ_CUNG_CẤP:TÊN"),
            ("openai:", "NHÀ_CUNG_CẤP:TÊN"),
            ("khongco:ten", "khongco"),
            ("mot-ten-la", "NHÀ_CUNG_CẤP:TÊN"),
            ("anthropic:claude", "pip install langchain-anthropic"),
            ("huggingface:mot/kho", "không tải gì từ mạng"),
            ("openai:gpt", "HOIDAP_CHAT_API_KEY"),
        ],
    )
    def test_that_cannot_be_used_are_explained_at_once(self, name, said):
        started = time.monotonic()
        with pytest.raises(ModelError, match=said):
            load_chat_model(name)
        assert time.monotonic() - started < 20

    @pytest.mark.parametrize("address", ["may:8080", "http://", "ftp://may/v1", "http://[x/v1"])
    def test_an_address_that_is_none_is_refused(self, address):
        with pytest.raises(ModelError, match="HOIDAP_CHAT_BASE_URL"):
            load_chat_model("openai:thu", base_url=address)

    def test_a_key_is_shown_nowhere(self, server, caplog):
        model = load_chat_model("openai:thu", base_url=server.base_url, api_key=SecretStr(KEY))
        server.script = failing(401, message=f"Incorrect API key provided: {KEY}")
        with caplog.at_level(logging.DEBUG, "retrieval"), pytest.raises(NoReply) as caught:
            read(model)
        assert server.asked[0].headers["Authorization"] == f"Bearer {KEY}"
        own = [record.getMessage() for record in caplog.records if "retrieval" in record.name]
        assert own
        assert KEY not in f"{model!r} {caught.value} {own}"


class TestRequest:
    def test_speaks_the_protocol(self, server, model):
        server.script = saying("Đạt 12 tấn [1].")
        assert read(model) == "Đạt 12 tấn [1]."
        asked = server.asked[0]
        assert asked.path == "/v1/chat/completions"
        assert (asked.body["model"], asked.body["stream"]) == ("thu", True)
        assert asked.body["temperature"] == 0
        assert 64 in (asked.body.get("max_tokens"), asked.body.get("max_completion_tokens"))
        assert [one["role"] for one in asked.body["messages"]] == ["system", "user"]

    def test_speaks_ollamas_protocol(self, server):
        model = load_chat_model("ollama:thu", base_url=server.address, max_tokens=64, context=2000)
        server.script = saying("Đạt 12 tấn [1].")
        assert read(model) == "Đạt 12 tấn [1]."
        asked = server.asked[0]
        assert asked.path == "/api/chat"
        assert asked.body["options"]["num_predict"] == 64
        assert asked.body["options"]["num_ctx"] >= 2064

    @pytest.mark.parametrize("variable", ["LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"])
    def test_is_sent_to_no_tracing_service(self, server, model, monkeypatch, variable):
        server.script = saying("Đạt.")
        with tracing_service(monkeypatch, variable) as service:
            assert read(model) == "Đạt."
            wait_for_all_tracers()
            assert service.asked == []


class TestFailures:
    @pytest.mark.parametrize(
        ("script", "why"),
        [
            (failing(401), "denied"),
            (failing(404), "denied"),
            (failing(429, [("Retry-After", "30")]), "busy"),
            (lambda reply: reply.wait(5), "slow"),
            (lambda reply: (reply.start(), reply.wait(5)), "slow"),
            (lambda reply: (reply.piece("Một"), reply.raw(b": ping\n\n"), reply.wait(9)), "cut"),
            (lambda reply: reply.piece("Một nửa"), "cut"),
            (lambda reply: (reply.piece("Một nửa"), reply.end("length")), "cut"),
            (lambda reply: reply.raw(b"data: {khong phai json\n\n"), "broken"),
            (saying("x" * 5000, size=5000), "endless"),
            (saying("mãi " * 5000, size=40), "endless"),
        ],
    )
    def test_are_told_apart(self, server, model, script, why):
        server.script = script
        started = time.monotonic()
        with pytest.raises(NoReply) as caught:
            read(model)
        assert caught.value.why == why
        assert time.monotonic() - started < 4

    def test_nobody_at_the_address(self, server, model):
        server.close()
        with pytest.raises(NoReply) as caught:
            read(model)
        assert caught.value.why == "unreachable"

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_a_passing_failure_is_tried_again(self, server, model, status):
        server.scripts = [failing(status), saying("Được.")]
        assert read(model) == "Được."
        assert len(server.asked) == 2

    def test_a_server_that_says_when_is_not_asked_before(self, server, model):
        server.scripts = [failing(429, [("Retry-After", "0.9")]), saying("Được.")]
        assert read(model) == "Được."
        assert server.asked[1].at - server.asked[0].at >= 0.9

    def test_a_lasting_failure_is_tried_a_few_times_within_the_time(self, server, model):
        server.script = failing(500)
        with pytest.raises(NoReply) as caught:
            read(model)
        assert caught.value.why == "broken"
        assert 2 <= len(server.asked) <= 4

    def test_what_was_heard_already_is_not_asked_for_again(self, server, model):
        server.script = lambda reply: reply.piece("Một nửa")
        with pytest.raises(NoReply):
            read(model)
        assert len(server.asked) == 1


class TestStopping:
    @pytest.mark.parametrize("heard", [False, True])
    def test_a_reader_who_leaves_ends_the_request(self, server, model, heard):
        server.script = lambda reply: (reply.piece("Một") if heard else None, reply.wait(8))
        pieces = model.stream(ASKED)
        assert next(pieces) == ("Một" if heard else "")
        pieces.close()
        assert server.asked[0].closed.wait(3)

    def test_an_endless_reply_is_ended_at_its_source(self, server, model):
        def forever(reply):
            while True:
                reply.piece("mãi mãi ")

        server.script = forever
        with pytest.raises(NoReply):
            read(model)
        assert server.asked[0].closed.wait(3)

    def test_a_timeout_ends_the_request(self, server, model):
        server.script = lambda reply: reply.wait(8)
        with pytest.raises(NoReply):
            read(model)
        assert server.asked[0].closed.wait(3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A tiny model of random weights in Hugging Face's format, with a chat template."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    path = tmp_path_factory.mktemp("chat") / "model"
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {letter: number for number, letter in enumerate(["<s>", "</s>", *letters])}
    tokenizer = Tokenizer(models.BPE(vocabulary, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="</s>"
    )
    fast.chat_template = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}"
    fast.save_pretrained(path)
    config = LlamaConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=512,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
    )
    LlamaForCausalLM(config).save_pretrained(path)
    return path


class TestLocalFolder:
    def test_writes_until_its_limit(self, folder):
        model = load_chat_model(f"huggingface:{folder}", max_tokens=64)
        with pytest.raises(NoReply) as caught:
            read(model)
        assert caught.value.why == "cut"  # random weights never end by themselves

    def test_stops_when_its_reader_leaves(self, folder):
        model = load_chat_model(f"huggingface:{folder}", max_tokens=30_000)
        pieces = model.stream(ASKED)
        assert next(pieces) == ""  # no whole word yet
        pieces.close()
        started = time.monotonic()
        with model.client._turn:  # free again: nothing generates any more
            assert time.monotonic() - started < 10

    def test_one_without_a_chat_template_is_explained(self, folder, tmp_path):
        import shutil

        bare = tmp_path / "bare"
        shutil.copytree(folder, bare)
        (bare / "chat_template.jinja").unlink()
        with pytest.raises(ModelError, match="mẫu hội thoại"):
            load_chat_model(f"huggingface:{bare}")

    def test_one_that_is_damaged_is_explained(self, tmp_path):
        (tmp_path / "config.json").write_text("{}", encoding="utf-8")
        with pytest.raises(ModelError, match=r"Không đọc được mô hình"):
            load_chat_model(f"huggingface:{tmp_path}")


def test_calls_at_the_same_time_do_not_wait_for_each_other(server, model):
    from concurrent.futures import ThreadPoolExecutor

    def slowly(reply):
        time.sleep(0.5)
        reply.say("Được.")

    server.script = slowly
    started = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: read(model), range(4))) == ["Được."] * 4
    assert time.monotonic() - started < 1.8


def test_works_inside_a_running_event_loop(server, model):
    server.script = saying("Được.")

    async def inside():
        return "".join(stream_text(model.client, ASKED, model.limits))

    assert asyncio.run(inside()) == "Được."
