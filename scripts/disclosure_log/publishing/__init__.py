"""From records to the site's files: what is up to date stays, the rest is made again.

Nothing here knows MkDocs or the command line. Every file the log owns is *wanted* by one kind of
output together with a digest of all it depends on; a file whose digest and signature match the
manifest is left alone. The digests are computed afresh from content in every build, so a stale
file is impossible by construction and the cache may be deleted, shared or corrupted at any time.
"""
