/* The register: search, filters, order, and a row for each action. */

const chosen = { q: "", owner: "", topic: "", status: "", sort: "action", down: false };

const COLUMNS = [
  ["action", "Action"],
  ["owner", "Given to"],
  ["topic", "Topics"],
  ["due", "Timing as worded"],
  ["status", "How it stands"],
];

const ORDER = Object.keys(data.statuses);

for (const action of data.actions) {
  action.words = folded([action.id, longDate(action.date), action.title, action.text,
    ...action.owners, ...action.topics, action.due || "", data.statuses[action.status]].join(" "));
}

function sortKey(action) {
  const own = [action.date, String(action.number).padStart(6, "0")];
  const first = {
    action: "",
    owner: action.owners.join(", ") || "\uffff",
    topic: action.topics.join(", ") || "\uffff",
    due: action.by || (action.due ? "9999" : "\uffff"),
    status: String(ORDER.indexOf(action.status)),
  }[chosen.sort];
  return [first, ...own].join("\u0000");
}

function fitting() {
  const wanted = folded(chosen.q).split(/\s+/).filter(Boolean);
  const found = data.actions.filter((action) =>
    wanted.every((word) => action.words.includes(word))
    && (!chosen.owner || (chosen.owner === "—" ? !action.owners.length : action.owners.includes(chosen.owner)))
    && (!chosen.topic || action.topics.includes(chosen.topic))
    && (!chosen.status || action.status === chosen.status));
  const keyed = found.map((action) => [sortKey(action), action]);
  keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (chosen.down) keyed.reverse();
  return keyed.map(([, action]) => action);
}

/* Text in which the words that were searched for are lit. */
function found(text) {
  const wanted = chosen.q.split(/\s+/).filter(Boolean);
  if (!wanted.length) return text;
  const either = wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.split(new RegExp(`(${either})`, "iu"))
    .map((part, n) => (n % 2 ? el("mark", {}, part) : part));
}

function statusChip(action) {
  const silent = action.status === "no-record";
  const read = action.basis && action.basis !== "stated";
  const words = data.statuses[action.status];
  return [
    el("span", { class: silent ? "chip silent" : read ? "chip read" : "chip" }, words),
    action.told && el("div", { class: "small quiet" }, time(action.told, shortDate), " ",
      read && readingChip(action.confidence)),
    silent && action.passed && el("div", { class: "small quiet" },
      `${count(action.passed.days, "day")} since ${shortDate(action.passed.by)}`),
  ];
}

function row(action) {
  const cell = (label, ...children) => el("td", { role: "cell", "data-label": label }, ...children);
  return el("tr", { role: "row", "data-action": action.id },
    el("th", { scope: "row", role: "rowheader" },
      el("div", { class: "number" }, action.id),
      el("a", { class: "title", href: `#action/${encodeURI(action.id)}` }, found(action.title)),
      el("div", {}, found(action.text))),
    cell("Given to", action.owners.join(", ") || el("span", { class: "quiet" }, "no owner named")),
    cell("Topics", action.topics.join(", ")),
    cell("Timing as worded", action.due || el("span", { class: "quiet" }, "none given")),
    cell("How it stands", statusChip(action)));
}

function counts() {
  const known = data.actions.filter((a) => a.status !== "no-record");
  const told = known.length;
  const read = known.filter((a) => a.basis !== "stated").length;
  const passed = data.actions.filter((a) => a.status === "no-record" && a.passed).length;
  const rest = data.actions.length - told - passed;
  const item = (number, words) => el("li", {}, el("b", {}, String(number)), el("span", {}, words));
  return el("ul", { class: "counts" },
    item(told, ["of which the records tell how they stand",
      read > 0 && `, ${read === told ? "all" : read} by an editor’s reading`]),
    item(passed, "of which only the timing has passed"),
    item(rest, "of which no record says more, and no dated timing has passed"));
}

function choices(name, words, pairs) {
  const control = el("select", { id: `filter-${name}`, change: (event) => {
    chosen[name] = event.target.value;
    refresh();
  } }, option("", "all", chosen[name]), pairs.map(([value, shown]) => option(value, shown, chosen[name])));
  return field(words, control);
}

function tally(values) {
  const times = new Map();
  for (const value of values) times.set(value, (times.get(value) || 0) + 1);
  return times;
}

function filters() {
  const named = (times) => [...times].sort(([a], [b]) => a.localeCompare(b, "en-GB"))
    .map(([value, n]) => [value, `${value} (${n})`]);
  const owners = named(tally(data.actions.flatMap((a) => a.owners)));
  const without = data.actions.filter((a) => !a.owners.length).length;
  const statuses = tally(data.actions.map((a) => a.status));
  const search = el("input", { id: "search", type: "search", autocomplete: "off", spellcheck: "false",
    input: (event) => { chosen.q = event.target.value; refresh(); } });
  return el("form", { class: "filters", role: "search", submit: (event) => event.preventDefault() },
    field("Search", search),
    choices("owner", "Given to", without ? [...owners, ["—", `no owner named (${without})`]] : owners),
    choices("topic", "Topic", named(tally(data.actions.flatMap((a) => a.topics)))),
    choices("status", "How it stands", ORDER.filter((s) => statuses.has(s))
      .map((s) => [s, `${data.statuses[s]} (${statuses.get(s)})`])),
    el("button", { type: "button", id: "clear", click: clear }, "Clear"));
}

function clear() {
  Object.assign(chosen, { q: "", owner: "", topic: "", status: "" });
  fillFilters();
  refresh();
  document.getElementById("search").focus();
}

function fillFilters() {
  document.getElementById("search").value = chosen.q;
  for (const name of ["owner", "topic", "status"]) {
    const control = document.getElementById(`filter-${name}`);
    control.value = chosen[name];
    // A link may name a value that this board does not have.
    if (control.selectedIndex < 0) control.value = chosen[name] = "";
  }
}

function heading([name, words]) {
  const turn = () => {
    chosen.down = chosen.sort === name && !chosen.down;
    chosen.sort = name;
    refresh();
  };
  return el("th", { scope: "col", role: "columnheader", "data-sort": name },
    el("button", { type: "button", click: turn }, words));
}

function buildRegister(part) {
  fill(part,
    el("h1", { tabindex: "-1" }, "Actions"),
    el("p", { class: "quiet" }, count(data.actions.length, "numbered action"),
      " as the records word them. ", data.noEvidence),
    counts(),
    filters(),
    el("p", { id: "fit", class: "small quiet", role: "status" }),
    el("table", { class: "register", role: "table", "aria-label": "Actions" },
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, COLUMNS.map(heading))),
      el("tbody", { id: "rows", role: "rowgroup" })),
    el("div", { id: "none", class: "empty", hidden: true },
      el("p", {}, "No action on file fits these words and choices."),
      el("button", { type: "button", click: clear }, "Show all actions")));
  part.addEventListener("keydown", walk);
  fillFilters();
  refresh();
}

/* Arrow keys go from the search field to the rows and from row to row. */
function walk(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [...document.querySelectorAll("#rows .title")];
  const at = links.indexOf(document.activeElement);
  if (at < 0 && (event.target.id !== "search" || event.key === "ArrowUp")) return;
  event.preventDefault();
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  if (next < 0) document.getElementById("search").focus();
  else if (next < links.length) links[next].focus();
}

/* Where the register is, as an address: what was chosen, and nothing else. */
function registerHash() {
  const said = new URLSearchParams();
  for (const name of ["q", "owner", "topic", "status"]) if (chosen[name]) said.set(name, chosen[name]);
  if (chosen.sort !== "action" || chosen.down) said.set("sort", (chosen.down ? "-" : "") + chosen.sort);
  const words = said.toString();
  return words ? `#actions?${words}` : "#actions";
}

function chooseFrom(query) {
  const said = new URLSearchParams(query);
  for (const name of ["q", "owner", "topic", "status"]) chosen[name] = said.get(name) || "";
  const sort = (said.get("sort") || "action").replace(/^-/, "");
  chosen.sort = COLUMNS.some(([name]) => name === sort) ? sort : "action";
  chosen.down = (said.get("sort") || "").startsWith("-");
}

function refresh() {
  const shown = fitting();
  document.getElementById("rows").replaceChildren(...shown.map(row));
  document.getElementById("fit").textContent = `${shown.length} of ${count(data.actions.length, "action")} shown`;
  document.getElementById("none").hidden = shown.length > 0;
  document.querySelector(".register").hidden = shown.length === 0;
  for (const head of document.querySelectorAll("[data-sort]")) {
    if (head.dataset.sort !== chosen.sort) head.removeAttribute("aria-sort");
    else head.setAttribute("aria-sort", chosen.down ? "descending" : "ascending");
  }
  history.replaceState(null, "", registerHash());
  document.querySelector('nav [data-part="actions"]').setAttribute("href", registerHash());
}
