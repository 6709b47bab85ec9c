"""The log as data: the same facts as its pages, for other people's programs."""
