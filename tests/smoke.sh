#!/usr/bin/env bash
# Runs every command of an installed wheel, from a folder that holds no workspace.
# Usage: tests/smoke.sh VENV   (an environment with the wheel, not an editable install)
set -euo pipefail

venv=$(cd "${1:?usage: tests/smoke.sh VENV}" && pwd)
govgraph=$venv/bin/govgraph
queries=$("$venv/bin/python" -c \
    'import pathlib, govgraph; print(pathlib.Path(govgraph.__file__).parent / "_board" / "queries")')

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

passed=0
failed=0

# pass NAME | fail NAME REASON
pass() { passed=$((passed + 1)); echo "ok      $1"; }
fail() {
    failed=$((failed + 1))
    echo "FAILED  $1: $2"
    cat stderr
}

# run ARGUMENT...: leaves stdout and stderr in files, the exit code in `code`.
run() {
    code=0
    "$govgraph" "$@" >stdout 2>stderr </dev/null || code=$?
}

# answers ARGUMENT...: exits 0 and prints something.
answers() {
    run "$@"
    if [ "$code" -ne 0 ]; then
        fail "govgraph $*" "exit code $code"
    elif [ ! -s stdout ]; then
        fail "govgraph $*" "printed nothing"
    else
        pass "govgraph $*"
    fi
}

# refuses ARGUMENT...: exits 2, prints nothing, and says why in one line on stderr.
refuses() {
    run "$@"
    if [ "$code" -ne 2 ]; then
        fail "govgraph $* is refused" "exit code $code"
    elif [ -s stdout ]; then
        fail "govgraph $* is refused" "printed on stdout"
    elif [ "$(wc -l <stderr)" -ne 1 ]; then
        fail "govgraph $* is refused" "not one line on stderr"
    else
        pass "govgraph $* is refused"
    fi
}

answers --version
answers --help

answers query --list
cp stdout listing
for format in table csv tsv json xml md; do
    answers query actions --format "$format"
done

for file in "$queries"/*.rq; do
    name=$(basename "$file" .rq)
    if ! awk '{ print $1 }' listing | grep -Fqx -- "$name"; then
        : >stderr
        fail "query --list names $name" "not in the first column"
    fi
    # A query that needs parameters gives values that work: `#+ example: NAME=VALUE`.
    parameters=()
    while read -r example; do
        parameters+=(-p "$example")
    done < <(sed -n 's/^#+ example: *//p' "$file")
    answers query "$name" "${parameters[@]}"
done
refuses query nosuchquery

for format in text md json; do
    answers trace handcuffing --format "$format"
done
answers trace 2022-06-24/13
refuses trace nosuchthing
refuses trace handcuffing --format nosuchformat
refuses query actions -p nosuchparameter=1
refuses validate nosuchfile.ttl

answers validate
answers validate --format json
answers rule GG131
answers rule --list
for format in md json; do
    answers rule gg131 --format "$format"
    answers rule --list --format "$format"
done
for file in failing passing; do
    answers rule GG131 --file "$file"
done
refuses rule
answers coverage
for format in md json; do
    answers coverage --format "$format"
done
refuses coverage nosuchrecord
answers completion fish
answers completion zsh
answers completion bash

echo "smoke: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
