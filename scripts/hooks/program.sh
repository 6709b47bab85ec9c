# What both hooks share: where the program is, and what belongs to the log.
OF_THE_LOG='responses authorities.yml topics.yml redirects.yml'
PROGRAM=$(pwd)/.venv/bin/disclosure-log
if [ ! -x "$PROGRAM" ]; then
	PROGRAM=$(command -v disclosure-log) || {
		echo 'The checks are not installed, so nothing can leave this computer: make site' >&2
		exit 1
	}
fi
