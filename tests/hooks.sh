#!/usr/bin/env bash
# Lets pre-commit itself install the hooks from this checkout and run them on a board.
# Usage: tests/hooks.sh PRE-COMMIT   (its packages, and what govgraph needs, come from PyPI)
set -euo pipefail

pre_commit=$(realpath "${1:?usage: tests/hooks.sh PRE-COMMIT}")
checkout=$(cd "$(dirname "$0")/.." && pwd)

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export PRE_COMMIT_HOME=$scratch/home GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
# Whoever owns the checkout, and whoever runs this.
git() { command git -c safe.directory='*' "$@"; }

git clone --quiet "$checkout" "$scratch/govgraph"
# As it stands, not as it was last committed.
git -C "$checkout" ls-files --cached --others --exclude-standard -z |
    (cd "$checkout" && xargs --null --no-run-if-empty cp --parents --target-directory "$scratch/govgraph")
git -C "$scratch/govgraph" add --all
git -C "$scratch/govgraph" commit --quiet --allow-empty --message "As it stands"
cp -r "$checkout/tests/boards/harbour" "$scratch/board"
cd "$scratch/board"
git init --quiet
git add .
git commit --quiet --message "A board"

try() { "$pre_commit" try-repo "$scratch/govgraph" "$@" >"$scratch/said" 2>&1; }
fail() {
    echo "FAILED  $1"
    cat "$scratch/said"
    exit 1
}

try --all-files || fail "a sound board passes both hooks"
grep -Eq "govgraph validate\.+Passed" "$scratch/said" || fail "validate has run"
grep -Eq "govgraph fmt\.+Passed" "$scratch/said" || fail "fmt has run"
echo "ok      a sound board passes both hooks"

record=$(ls data/*-minutes.ttl | head -1)
echo "<urn:x:a>   a <urn:x:B>, <urn:x:C> ." >>"$record"
git add .
try && fail "an odd line stops a commit"
grep -Eq "govgraph fmt\.+Failed" "$scratch/said" || fail "fmt fails where it changes a file"
grep -q "files were modified by this hook" "$scratch/said" || fail "fmt changes the file"
echo "ok      fmt mends the file in place"
git checkout --quiet HEAD -- .

source=$(ls sources/* | head -1)
echo "One line more." >>"$source"
git add .
try && fail "a changed source stops a commit"
grep -q "GG301" "$scratch/said" || fail "validate says why"
grep -Eq "govgraph fmt\.+Skipped|\(no files to check\)" "$scratch/said" || fail "fmt has nothing to do"
echo "ok      a changed source stops the commit"
