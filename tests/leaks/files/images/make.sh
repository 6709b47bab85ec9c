#!/bin/sh
# Makes the pictures of this folder with the programs that they are named after.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
echo "Hello table" > "$work/libreoffice.txt"
soffice --headless --convert-to png --outdir . "$work/libreoffice.txt"
soffice --headless --convert-to jpg --outdir . "$work/libreoffice.txt"
rm -r "$work"
