#!/usr/bin/env bash
# Every format of every view, read again by the program that it is for.
# Usage: run.sh PYTHON, an interpreter that has govgraph. What Debian and npm have is installed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
python=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

echo "== exports and what is to be found in them"
"$python" "$here/sample.py" "$scratch"

missing=()
command -v dot >/dev/null || missing+=(graphviz)
command -v xmllint >/dev/null || missing+=(libxml2-utils)
command -v chromium >/dev/null || missing+=(chromium)
command -v npm >/dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
    apt-get update --quiet --quiet
    apt-get install --quiet --quiet --yes --no-install-recommends "${missing[@]}"
fi

echo "== GEXF against the official schema"
schema=${GOVGRAPH_SCHEMAS:?names the folder of official schemas}/gexf-1.3/gexf.xsd
for file in "$scratch"/*.gexf; do
    xmllint --noout --nonet --schema "$schema" "$file"
done

echo "== Graphviz"
"$python" "$here/with_dot.py" "$scratch"
for picture in "$scratch"/*.png; do
    [ "$(head -c 4 "$picture" | tail -c 3)" = PNG ]
done
for picture in "$scratch"/*.svg; do
    xmllint --noout --nonet "$picture"
done

echo "== pandas"
"$python" -m pip --disable-pip-version-check install --quiet --target "$scratch/pandas" pandas==3.1.1
PYTHONPATH="$scratch/pandas" "$python" "$here/with_pandas.py" "$scratch"
(cd "$here/../.." && PYTHONPATH="$scratch/pandas" "$python" -m pytest --quiet \
    tests/test_exports.py -k "data_frames")

echo "== igraph (GPL: in an environment of its own, never a dependency)"
"$python" -m venv "$scratch/igraph"
"$scratch/igraph/bin/python" -m pip --disable-pip-version-check install --quiet igraph==1.0.0
"$scratch/igraph/bin/python" "$here/with_igraph.py" "$scratch"

echo "== Cytoscape.js, d3-force, jsonld.js and mermaid-cli"
(cd "$scratch" && PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund \
    cytoscape@3.34.4 d3-force@3.0.1 jsonld@8.3.3 @mermaid-js/mermaid-cli@12.2.0)
NODE_PATH="$scratch/node_modules" node "$here/with_cytoscape.cjs" "$scratch"
NODE_PATH="$scratch/node_modules" node "$here/with_jsonld.cjs" "$scratch"
node "$here/with_d3.mjs" "$scratch" "$scratch/node_modules/d3-force/dist/d3-force.mjs"
bash "$here/with_mermaid.sh" "$scratch" "$scratch/node_modules/.bin/mmdc"
