// d3-force takes node-link JSON by its documented calls, and finds both ends of every link.
// Usage: with_d3.mjs FOLDER MODULE, as tests/consumers/sample.py has filled FOLDER.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, library] = process.argv.slice(2);
const d3 = await import(pathToFileURL(path.resolve(library)));
const expected = JSON.parse(fs.readFileSync(path.join(folder, "expected.json"), "utf8"));
const known = (item, left) => Object.fromEntries(
  Object.entries(item).filter(([k, v]) => v !== null && !left.includes(k)));
for (const [view, wanted] of Object.entries(expected)) {
  const { nodes, links } = JSON.parse(fs.readFileSync(path.join(folder, `${view}.d3`), "utf8"));
  const force = d3.forceLink(links).id((d) => d.id);
  d3.forceSimulation(nodes).force("link", force).stop().tick(2);
  assert.equal(nodes.length, wanted.nodes, view);
  assert.equal(force.links().length, wanted.edges, view);
  const byId = new Map(nodes.map((n) => [n.id, n]));
  for (const item of wanted.some_nodes) {
    const found = known(byId.get(item.id), ["index", "x", "y", "vx", "vy"]);
    assert.deepEqual(found, item, view);
  }
  const byKey = new Map(force.links().map((l) => [l.key, l]));
  for (const item of wanted.some_edges) {
    const { key, source, target, ...rest } = known(byKey.get(item.id), ["index"]);
    assert.deepEqual({ id: key, source: source.id, target: target.id, ...rest }, item, view);
  }
  console.log(`d3-force: ${view}, ${nodes.length} nodes, ${links.length} links`);
}
