// jsonld.js expands JSON-LD by the context in it, without a network: the same statements.
// Usage: with_jsonld.cjs FOLDER, as tests/consumers/sample.py has filled it.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const jsonld = require("jsonld");

const folder = process.argv[2];
const expected = JSON.parse(fs.readFileSync(path.join(folder, "expected.json"), "utf8"));
const documentLoader = (url) => { throw new Error(`asked for ${url}`); };
// Both write N-Triples, and differ in what they escape and in naming the datatype of a string.
const plain = (line) => line.replace(/\\u([0-9A-Fa-f]{4})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
  .replaceAll("\\t", "\t");

(async () => {
  for (const view of Object.keys(expected)) {
    const document = JSON.parse(fs.readFileSync(path.join(folder, `${view}.jsonld`), "utf8"));
    const read = await jsonld.toRDF(document, { format: "application/n-quads", documentLoader });
    const wanted = fs.readFileSync(path.join(folder, `${view}.triples`), "utf8");
    const lines = (text) => [...new Set(text.split("\n").filter(Boolean).map(plain))]
      .filter((line) => !line.includes("_:")).sort();
    assert.deepEqual(lines(read), lines(wanted), view);
    console.log(`jsonld.js: ${view}, ${lines(read).length} statements`);
  }
})();
