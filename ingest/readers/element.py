"""XML elements as the readers use them, without namespaces: kinds of OOXML differ in those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol


class Element(Protocol):
    """What is used of an lxml element."""

    @property
    def tag(self) -> object:
        """The name with its namespace; not a text for comments and the like."""

    @property
    def text(self) -> str | None:
        """The text before the first child."""

    @property
    def tail(self) -> str | None:
        """The text between the element and the next one."""

    @property
    def attrib(self) -> Mapping[str, str]:
        """Attributes by name with namespace."""

    def __iter__(self) -> Iterator[Element]:
        """Children in order."""

    def iter(self) -> Iterator[Element]:
        """The element and all below it, in order."""


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is none."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute, whatever its namespace."""
    for key, value in element.attrib.items():
        if key[key.rfind("}") + 1 :] == name:
            return str(value)
    return None


def child(element: Element | None, *names: str) -> Element | None:
    """The first child by that name, the first child of that by the next name …; None without."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def children(element: Element | None) -> Iterator[Element]:
    """The children of an element that may not be there."""
    return iter(() if element is None else element)


def value(element: Element | None) -> str | None:
    """The attribute "val" of an element that may not be there."""
    return None if element is None else attribute(element, "val")


def is_on(element: Element | None) -> bool | None:
    """Whether an element that switches something switches it on; None when it is not there."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")
