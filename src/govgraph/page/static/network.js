/* The network: which view, what is chosen in it, what that is linked to, and all of it as a table. */

const shown = { view: 0, node: null };

function buildNetwork(part) {
  const select = el("select", { id: "view", change: (event) => choose(Number(event.target.value)) },
    data.networks.map((view, n) => option(String(n), view.title, "0")));
  const find = el("input", { id: "find", type: "search", list: "names", autocomplete: "off",
    change: (event) => findNode(event.target.value) });
  const button = (words, name, run) =>
    el("button", { type: "button", "aria-label": name, title: name, click: run }, words);
  fill(part,
    el("h1", { tabindex: "-1" }, "Network"),
    el("p", { class: "quiet column", id: "view-note" }),
    el("div", { class: "tools" },
      field("Show", select),
      el("div", {}, el("label", { for: "find" }, "Find in the picture"), find,
        el("datalist", { id: "names" })),
      el("div", { class: "buttons" },
        button("+", "Nearer", () => picture.zoom(1.3)),
        button("−", "Further away", () => picture.zoom(1 / 1.3)),
        button("Whole", "Show the whole picture", () => picture.whole()))),
    el("div", { class: "canvas" },
      el("div", { id: "canvas" }),
      el("div", { class: "detail", id: "detail", role: "region", "aria-label": "What is chosen",
        tabindex: "0" })),
    el("ul", { class: "legend", id: "legend" }),
    el("p", { class: "small quiet", id: "hint" }, "Drag to move, pinch or hold Ctrl and turn the"
      + " wheel to come nearer, choose a thing to see what it is linked to. With the keyboard:"
      + " arrows go from thing to thing, + and − come nearer and go away, 0 shows the whole,"
      + " Enter opens an action, Escape lets go. A dashed line is an editor’s reading."),
    el("details", { id: "as-table", toggle: fillTable }, el("summary", {}, "The same as a table")));
  choose(0);
}

function choose(number, node = null) {
  shown.view = number;
  const view = data.networks[number];
  document.getElementById("view").value = String(number);
  document.getElementById("view-note").textContent = view.note;
  document.getElementById("find").value = "";
  document.getElementById("names").replaceChildren(
    ...[...new Set(view.nodes.map((n) => n[1]))].map((name) => el("option", { value: name })));
  document.getElementById("legend").replaceChildren(...legend(view));
  picture.draw(document.getElementById("canvas"), view);
  const table = document.getElementById("as-table");
  table.querySelector(".scroll")?.remove();
  fillTable();
  choosePoint(node);
}

function legend(view) {
  const sample = (...children) => drawnEl("svg", { viewBox: "0 0 26 14", "aria-hidden": "true" }, ...children);
  const kinds = view.kinds.map(([kind, fill]) => el("li", {},
    sample(drawnEl("rect", { x: 1, y: 1, width: 24, height: 12, rx: 3, fill, stroke: "#5f6b7a" })), kind));
  const lines = view.lines.map(([kind, colour]) => el("li", {},
    sample(drawnEl("path", { d: "M0 7H26", "stroke-width": 2.5,
      ...(colour === "#000000" ? { class: "black" } : { stroke: colour }) })), kind));
  return [...kinds, ...lines];
}

/* Chooses a node by its number, or nothing. */
function choosePoint(number) {
  shown.node = number;
  const view = data.networks[shown.view];
  picture.light(number);
  const box = document.getElementById("detail");
  box.scrollTop = 0;
  if (number === null) {
    fill(box, el("p", { class: "quiet" }, "Nothing is chosen. ",
      `The picture has ${count(view.nodes.length, "thing")} and ${count(view.edges.length, "link")}.`));
    return;
  }
  const [id, label, kind, onFile, quotes] = view.nodes[number];
  const name = view.kinds[kind][0];
  fill(box,
    el("p", { class: "small quiet" }, capital(name), name === "action" && ` ${id}`),
    el("h2", {}, label),
    !onFile && el("p", { class: "quiet" }, "Known by mention, not on file."),
    byId.has(id) && el("p", {}, actionLink(id, "Open this action")),
    neighbours(view, number),
    quotes.length > 0 && el("h3", {}, "Rests on"),
    quotes.map((quote) => paragraph([quote])));
  say(`${capital(name)}: ${label}. ${count(linked(view, number).size, "neighbour")}.`);
}

/* The edges of a node by what they say, each with the node at the other end. */
function linked(view, number) {
  const groups = new Map();
  for (const edge of view.edges) {
    if (edge[0] !== number && edge[1] !== number) continue;
    const other = edge[0] === number ? edge[1] : edge[0];
    if (!groups.has(other)) groups.set(other, []);
    groups.get(other).push(edge);
  }
  return groups;
}

function neighbours(view, number) {
  const groups = linked(view, number);
  if (!groups.size) return el("p", { class: "quiet" }, "Nothing on file links it to another thing.");
  const items = [...groups].map(([other, edges]) => el("li", {},
    el("button", { type: "button", class: "plain", click: () => { choosePoint(other); picture.show(other); } },
      view.nodes[other][1]),
    " ",
    el("span", { class: "small quiet" }, edgeWords(view, edges)),
    edges.some((e) => e.length > 6) && [" ", readingChip(edges.find((e) => e.length > 6)[6])]));
  return [el("h3", {}, count(groups.size, "neighbour")), el("ul", {}, items)];
}

function edgeWords(view, edges) {
  const kinds = [...new Set(edges.map((e) => [view.lines[e[2]][0], e[3]].filter(Boolean).join(": ")))];
  const many = kinds.length > 3 ? [...kinds.slice(0, 3), `and ${kinds.length - 3} more`] : kinds;
  return many.join("; ");
}

function fillTable() {
  const details = document.getElementById("as-table");
  if (!details.open || details.querySelector(".scroll")) return;
  const view = data.networks[shown.view];
  const cell = (...children) => el("td", {}, ...children);
  const rows = view.edges.map(([from, to, line, words, date, quotes, confidence, why]) => el("tr", {},
    el("th", { scope: "row" }, view.nodes[from][1]),
    cell(view.lines[line][0], words && `: ${words}`),
    cell(view.nodes[to][1]),
    cell(date && time(date, shortDate)),
    cell(confidence ? [readingChip(confidence), why && el("div", { class: "small quiet" }, why)] : "on record"),
    cell(quotes.map((q) => [`“${quoteAt(q).text}” `, el("span", { class: "small quiet" }, place(quoteAt(q)))]))));
  const heads = ["From", "What", "To", "Day", "Whose word", "Rests on"];
  details.append(scrolling(view.title, el("table", { class: "edges" },
    el("thead", {}, el("tr", {}, heads.map((h) => el("th", { scope: "col" }, h)))),
    el("tbody", {}, rows))));
}

function findNode(words) {
  const view = data.networks[shown.view];
  const wanted = folded(words.trim());
  if (!wanted) return;
  const at = view.nodes.findIndex(([id, label]) => id === words || folded(label) === wanted);
  const near = at >= 0 ? at : view.nodes.findIndex(([id, label]) => folded(`${id} ${label}`).includes(wanted));
  if (near < 0) {
    say("Nothing in the picture has that name.");
    return;
  }
  choosePoint(near);
  picture.show(near);
}
