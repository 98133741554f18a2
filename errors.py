"""Every error the product raises on purpose.

HoiDapError
├── UsageError            bad command line, setting or request
├── InputError            a file or folder that cannot be used
│   ├── MissingInput      it is not there
│   ├── UnreadableFile    it is there, but is not what it claims to be
│   └── EmptyFile         it holds no text
├── StoreError            the index
│   ├── NoIndex           nothing has been published yet
│   ├── IndexLocked       another process is writing
│   ├── IndexReadOnly     the data folder cannot be written
│   ├── IndexDamaged      a generation fails its checks
│   └── ModelMismatch     the index was made with another embedding model
└── ModelError            an embedding or chat model that cannot be loaded or reached

A message says what was given, what is allowed and what to do next, in Vietnamese; the terminal
prints it as it stands and leaves with `exit_code`.
"""

from __future__ import annotations


class HoiDapError(Exception):
    """Base of all errors meant for the user."""

    exit_code = 2


class UsageError(HoiDapError):
    """A command line, a setting or a request that cannot be carried out as given."""


class InputError(HoiDapError):
    """A file or folder that cannot be used."""


class MissingInput(InputError):
    """A file or folder that is not there."""


class UnreadableFile(InputError):
    """A file that is not text, or not in an encoding that is read."""


class EmptyFile(InputError):
    """A file without text."""


class StoreError(HoiDapError):
    """The index cannot do what was asked."""


class NoIndex(StoreError):
    """No generation has been published in the data folder."""


class IndexLocked(StoreError):
    """Another process holds the writer's lock."""


class IndexReadOnly(StoreError):
    """The data folder cannot be written."""


class IndexDamaged(StoreError):
    """A generation fails its checks."""


class ModelMismatch(StoreError):
    """The index was made with another embedding model than the one set."""


class ModelError(HoiDapError):
    """A model that cannot be loaded or reached."""
