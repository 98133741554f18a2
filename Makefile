# make run    set up, then the page at http://127.0.0.1:7860
# make test   set up, then all tests
# make check  format, lint, types, tests
# make fuzz   2,000 spoilt files of all formats, none of which may stop a run: 15 minutes
# make ingest FILES="đường/dẫn ..."    add documents
# make eval   the question set over corpus/

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ROOMS  := embedding eval ingest retrieval store ui vietnamese
TORCH  := $(shell sed -n 's/^torch==\([0-9.]*\).*/\1/p' requirements.txt)

.PHONY: setup run test check fuzz ingest eval browser programs

# uv installs in seconds what takes pip minutes; without it pip does the same. The CPU build of
# torch comes from a wheel folder (PIP_FIND_LINKS) that has it, else through uv's own switch.
define install
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@command -v uv >/dev/null || test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv \
		|| echo "Không tải được uv: cài bằng pip, sẽ lâu hơn." >&2
	@uv=$$(command -v uv || ls $(BIN)/uv 2>/dev/null); to="--python $(BIN)/python -r $(1)"; \
	if [ -z "$$uv" ]; then $(BIN)/python -m pip install --quiet -r $(1); \
	elif ls $${PIP_FIND_LINKS:-/nonexistent}/torch-$(TORCH)+cpu-*.whl >/dev/null 2>&1; then \
		$$uv pip install --quiet --compile-bytecode $$to --find-links "$$PIP_FIND_LINKS"; \
	else $$uv pip install --quiet --compile-bytecode $$to --torch-backend cpu || { \
		echo "Không tới được kho bản CPU của torch: dùng bản mặc định." >&2; \
		$$uv pip install --quiet --compile-bytecode $$to; }; fi
endef

setup: $(VENV)/.installed
	@$(BIN)/python -m ingest corpus

$(VENV)/.installed: requirements.txt
	$(call install,requirements.txt)
	@$(BIN)/python -m compileall -q $(ROOMS) app.py errors.py settings.py
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(call install,requirements-dev.txt)
	@touch $@

run: setup
	@$(BIN)/python app.py

test: setup $(VENV)/.installed-dev browser programs
	$(BIN)/python -m pytest $(ARGS)

check: setup $(VENV)/.installed-dev browser programs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(ARGS)

fuzz: setup $(VENV)/.installed-dev programs
	FUZZ_FILES=$${FUZZ_FILES:-2000} $(BIN)/python -m pytest tests/ingest/test_safety.py -k spoilt

ingest: $(VENV)/.installed
	@$(BIN)/python -m ingest $(FILES)

eval: $(VENV)/.installed
	@$(BIN)/python -m eval $(ARGS)

# The browser tests need a Chromium: one that is there, else Debian's package where we may install
# it, else the test driver's own download.
browser: $(VENV)/.installed-dev
	@for name in chromium chromium-browser google-chrome; do \
		command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq chromium >/dev/null && exit 0; fi; \
	$(BIN)/playwright install chromium && exit 0; \
	echo "Không có Chromium cho các bài kiểm thử trên trình duyệt: hãy cài gói chromium." >&2; exit 1

# Scanned pages and old office files are read by two programs that the product does without: where
# neither is there and none may be installed, the tests of these say that they are skipped.
programs:
	@command -v tesseract >/dev/null && command -v soffice >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends \
			tesseract-ocr tesseract-ocr-vie libreoffice-writer-nogui libreoffice-calc-nogui \
			fonts-dejavu-core >/dev/null && exit 0; fi; \
	echo "Không có tesseract hoặc LibreOffice: bỏ qua kiểm thử bản quét và tệp .doc, .odt." >&2
