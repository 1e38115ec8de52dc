#!/usr/bin/env bash
# The page of the board that ships, used in headless Chromium.
# Usage: run.sh PYTHON, an interpreter that has govgraph and may be given playwright.
# What Debian and npm have is installed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
python=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v npm >/dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
    apt-get update --quiet --quiet
    apt-get install --quiet --quiet --yes --no-install-recommends "${missing[@]}"
fi

"$python" -m pip --disable-pip-version-check install --quiet playwright==1.65.2
(cd "$scratch" && npm pack --silent axe-core@4.14.1 >/dev/null && tar xzf axe-core-*.tgz)
"$python" "$here/page.py" "$scratch/package/axe.min.js" "$(command -v chromium)"
