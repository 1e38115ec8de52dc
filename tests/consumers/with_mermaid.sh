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
from xml.etree import ElementTree

folder = Path(sys.argv[1])


def words(element):
    """Return the words of an element, without white space."""
    return "".join("".join(element.itertext()).split())


expected = json.loads((folder / "expected.json").read_text("utf-8"))
drawn = sorted(folder.glob("*.mermaid.svg"))
assert len(drawn) >= 7, drawn
for path in drawn:
    wanted = expected[path.name.split(".")[0]]
    picture = path.read_text("utf-8")
    nodes = re.findall(r'class="node [^"]*"', picture)
    lines = re.findall(r'<path[^>]*class="[^"]*flowchart-link', picture)
    more = wanted["legend"]
    assert len(nodes) == wanted["nodes"] + more["nodes"], (path.name, len(nodes))
    assert len(lines) == wanted["lines"] + more["lines"], (path.name, len(lines))
    root = ElementTree.parse(path).getroot()
    by_id = {e.get("id", ""): e for e in root.iter()}
    for node in wanted["some_drawn_nodes"]:
        (drawn,) = [e for i, e in by_id.items() if re.search(rf"flowchart-n{node['number']}-\d+$", i)]
        assert words(drawn).startswith("".join(node["label"].split())), (node, words(drawn))
        assert any(node["fill"] in e.get("style", "") for e in drawn.iter()), node
    for line in wanted["some_lines"]:
        one, other = line["ends"]
        name = re.compile(rf"L_n{one}_n{other}_\d+$")
        ways = [e for e in root.iter() if name.search(e.get("data-id", "")) and e.tag.endswith("path")]
        assert ways, line
        dashes = ["edge-pattern-dotted" in e.get("class", "") for e in ways]
        assert line["dashed"] in dashes, line
        assert any(line["colour"] in e.get("style", "") for e in ways), line
        said = {words(e) for e in root.iter() if name.search(e.get("data-id", ""))}
        assert "".join(line["label"].split()) in said, (line, said)
    print(f"mermaid-cli: {path.name}, {len(nodes)} nodes, {len(lines)} lines")
PYTHON
