// Cytoscape.js reads Cytoscape JSON by its documented call, elements and style together.
// Usage: with_cytoscape.cjs FOLDER, as tests/consumers/sample.py has filled it.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const cytoscape = require("cytoscape");

const folder = process.argv[2];
const expected = JSON.parse(fs.readFileSync(path.join(folder, "expected.json"), "utf8"));
for (const [view, wanted] of Object.entries(expected)) {
  const text = fs.readFileSync(path.join(folder, `${view}.cyjs`), "utf8");
  const { elements, style } = JSON.parse(text);
  const cy = cytoscape({ headless: true, styleEnabled: true, elements, style });
  assert.equal(cy.nodes().length, wanted.nodes, view);
  assert.equal(cy.edges().length, wanted.edges, view);
  for (const item of [...wanted.some_nodes, ...wanted.some_edges]) {
    assert.deepEqual(cy.getElementById(item.id).data(), item, view);
  }
  for (const edge of wanted.some_edges) {
    const line = cy.getElementById(edge.id).style("line-style");
    assert.equal(line, edge.dashed ? "dashed" : "solid", view);
  }
  cy.destroy();
  console.log(`Cytoscape.js ${cytoscape.version}: ${view}, ${wanted.nodes} nodes`);
}
// A headless instance keeps a timer that would keep the process.
process.exit(0);
