#!/usr/bin/env bash
# mermaid-cli draws each flow chart in Chromium; the picture has every node and every line.
# Usage: with_mermaid.sh FOLDER MMDC, as tests/consumers/sample.py has filled FOLDER.
set -euo pipefail

folder=$1
mmdc=$2
cat >"$folder/puppeteer.json" <<JSON
{"executablePath": "$(command -v chromium)", "args": ["--no-sandbox"]}
JSON
for chart in "$folder"/*.mermaid; do
    timeout 300 "$mmdc" --quiet --puppeteerConfigFile "$folder/puppeteer.json" \
        --input "$chart" --output "$chart.svg"
done
python3 - "$folder" <<'PYTHON'
import json
import re
import sys
from pathlib import Path

folder = Path(sys.argv[1])
expected = json.loads((folder / "expected.json").read_text("utf-8"))
drawn = sorted(folder.glob("*.mermaid.svg"))
assert len(drawn) >= 7, drawn
for path in drawn:
    wanted = expected[path.name.split(".")[0]]
    picture = path.read_text("utf-8")
    nodes = re.findall(r'class="node [^"]*"', picture)
    lines = re.findall(r'<path[^>]*class="[^"]*flowchart-link', picture)
    assert len(nodes) == wanted["nodes"], (path.name, len(nodes), wanted["nodes"])
    assert len(lines) == wanted["lines"], (path.name, len(lines), wanted["lines"])
    print(f"mermaid-cli: {path.name}, {len(nodes)} nodes, {len(lines)} lines")
PYTHON
