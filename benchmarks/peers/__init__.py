"""The same pages, made into a site in other ways."""

from benchmarks.peers.eleventy import ELEVENTY
from benchmarks.peers.hugo import HUGO
from benchmarks.peers.jinja_mistune import JINJA
from benchmarks.peers.mkdocs import PAGEFIND, PLAIN, SEARCHING
from benchmarks.peers.peer import Peer
from benchmarks.peers.zensical import ZENSICAL

PEERS: tuple[Peer, ...] = (PAGEFIND, PLAIN, SEARCHING, ZENSICAL, HUGO, ELEVENTY, JINJA)
