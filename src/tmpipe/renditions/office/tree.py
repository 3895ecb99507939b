"""The members of a template: read with care, changed as trees, written again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tmpipe.errors import InputError
from tmpipe.formats.package.archive import opened

if TYPE_CHECKING:
    from lxml.etree import _Element

AGAIN = "save it again with an office program, or take it out of the folder of templates"


def unpacked(data: bytes, path: str) -> dict[str, bytes]:
    """The members of a template by their names; InputError where it is no archive, or a trap."""
    if not data:
        raise InputError(f"it is empty; {AGAIN}", path)
    archive = opened(data, path)
    return {name: archive.read(name) for name in archive.members if not name.endswith("/")}


def parsed(members: Mapping[str, bytes], name: str, path: str) -> _Element:
    """A member as a tree. InputError where it is missing, no XML, or declares entities."""
    from lxml import etree

    if name not in members:
        raise InputError(f"it has no member {name}; {AGAIN}", path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(members[name], parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"its member {name} is damaged ({error.msg}); {AGAIN}", path) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(f"its member {name} has a DOCTYPE, which no office program writes; {AGAIN}", path)
    return root


def written(root: _Element) -> bytes:
    """The member again."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def fragments(content: str, namespaces: Mapping[str, str]) -> Iterator[_Element]:
    """The elements of XML that we wrote, with these prefixes."""
    from lxml import etree

    declared = " ".join(
        f'xmlns{":" * bool(prefix)}{prefix}="{address}"' for prefix, address in namespaces.items()
    )
    yield from tuple(etree.fromstring(f"<all {declared}>{content}</all>".encode()))


def dropped(elements: Iterable[_Element]) -> None:
    """Takes the elements out of their trees."""
    for one in tuple(elements):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
