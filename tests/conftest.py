"""Fixtures shared by every test room: where the source material lies, and a clean environment.

The source documents and the measuring data are not part of this repository. Where they are
at hand they lie beside it; a test that needs them skips with the reason when they are absent,
and fails in CI, where their absence would hide a broken set-up.
"""

import os
from pathlib import Path

import pytest

REPOSITORY_ROOT = Path(__file__).resolve().parents[1]
SHARED_ROOT = REPOSITORY_ROOT.parent / "shared"

# A variable of the machine must not decide what a test sees: neither a setting of the product,
# nor a proxy, nor a certificate store or an address that sends a library to the network.
SCRUBBED_PREFIXES = ("HOIDAP_", "GRADIO_", "OLLAMA_", "OPENAI_", "CHROMA_")
SCRUBBED_NAMES = frozenset(
    {
        "http_proxy",
        "https_proxy",
        "ftp_proxy",
        "all_proxy",
        "no_proxy",
        "ssl_cert_file",
        "ssl_cert_dir",
        "requests_ca_bundle",
        "curl_ca_bundle",
        "hf_endpoint",
        "hf_token",
    }
)
FIXED_ENVIRONMENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
}


def _is_scrubbed(name: str) -> bool:
    return name.upper().startswith(SCRUBBED_PREFIXES) or name.lower() in SCRUBBED_NAMES


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove settings and network variables of the machine; switch telemetry and the hub off."""
    for name in list(os.environ):
        if _is_scrubbed(name):
            monkeypatch.delenv(name)
    for name, value in FIXED_ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def _folder_or_skip(folder: Path, what: str) -> Path:
    if folder.is_dir():
        return folder
    reason = f"{what} not found at {folder}"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{reason}; CI must have it")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def seeds_dir() -> Path:
    """Folder of the source documents; skips when absent, fails in CI."""
    return _folder_or_skip(SHARED_ROOT / "seeds", "source documents")


@pytest.fixture(scope="session")
def shared_data_dir() -> Path:
    """Folder of the measuring data (bench, pairs, ...); skips when absent, fails in CI."""
    return _folder_or_skip(SHARED_ROOT / "data", "measuring data")
