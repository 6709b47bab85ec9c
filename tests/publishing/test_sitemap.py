"""Sitemaps are XML that search engines read, whatever an address holds."""

from __future__ import annotations

from xml.etree import ElementTree

from disclosure_log.publishing.sitemap import sitemap, sitemap_index

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_addresses_with_their_last_change() -> None:
    xml = b"".join(sitemap([("https://a/?x=1&y=2", "2024-03-01"), ("https://a/b/", "")]))
    first, second = ElementTree.fromstring(xml)
    assert [child.text for child in first] == ["https://a/?x=1&y=2", "2024-03-01"]
    assert [child.tag for child in second] == [f"{NAMESPACE}loc"]


def test_the_index_names_every_sitemap() -> None:
    root = ElementTree.fromstring(b"".join(sitemap_index(["https://a/1.xml", "https://a/2.xml"])))
    assert [each.text for each in root.iter(f"{NAMESPACE}loc")] == [
        "https://a/1.xml",
        "https://a/2.xml",
    ]
