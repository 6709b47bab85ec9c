#!/bin/sh
# Sets up what `make` needs, from a bare machine.
#   setup.sh environment FILE   the Python environment in .venv with the locked packages of FILE
#   setup.sh browser            a Chromium, Chrome or Edge for the tests
set -eu

can_install() {
    command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true >/dev/null 2>&1; }
}

install() {
    echo "Installing $* ..."
    as_root=
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

environment() {
    python=${PYTHON:-python3}
    if ! command -v "$python" >/dev/null 2>&1; then
        can_install || { echo "Python 3.11 or later is needed. Install it, then run make again." >&2; exit 1; }
        install python3
    fi
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "Python 3.11 or later is needed; $python is $("$python" -V). Say which to use: make PYTHON=python3.12" >&2
        exit 1
    fi
    if ! [ -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        echo "Making the Python environment in .venv ..."
        if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
            can_install || { echo "Python's venv module is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }
            install python3-venv
        fi
        "$python" -m venv --clear .venv
    fi
    echo "Installing the locked packages of $1 ..."
    .venv/bin/python -m pip install --quiet --require-hashes --requirement "$1"
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
}

find_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable msedge; do
        if command -v "$name" >/dev/null 2>&1; then command -v "$name"; return; fi
    done
    for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"; do
        if [ -x "$path" ]; then echo "$path"; return; fi
    done
    return 1
}

browser() {
    if found=$(find_browser); then echo "Browser for the tests: $found"; return; fi
    can_install || { echo "The tests need Chromium, Chrome or Edge. Install one (on Debian: apt-get install chromium), then run make test again." >&2; exit 1; }
    install chromium fonts-liberation
    found=$(find_browser) || { echo "Chromium was installed but can not be found." >&2; exit 1; }
    echo "Browser for the tests: $found"
}

case ${1:-} in
    environment) environment "${2:?which requirements file}" ;;
    browser) browser ;;
    *) echo "usage: setup.sh environment FILE | browser" >&2; exit 2 ;;
esac
