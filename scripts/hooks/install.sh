#!/bin/sh
# Lets Git run the checks before every commit and every push from this copy of the log.
set -eu
cd "$(git rev-parse --show-toplevel)"
hooks=$(git rev-parse --git-path hooks)
mkdir -p "$hooks"
for name in pre-commit pre-push; do
	if [ -e "$hooks/$name" ] && ! grep -q 'scripts/hooks/' "$hooks/$name"; then
		echo "There is a $name hook of your own in $hooks already. Nothing was changed." >&2
		echo "Add this line to it: exec sh scripts/hooks/$name \"\$@\"" >&2
		exit 1
	fi
done
for name in pre-commit pre-push; do
	printf '#!/bin/sh\nexec sh scripts/hooks/%s "$@"\n' "$name" >"$hooks/$name"
	chmod +x "$hooks/$name"
done
echo 'Every commit and every push from this copy is checked from now on.'
