/* Which part is shown: the address says it, so that every action can be linked to. */

const PARTS = {
  actions: ["Actions", buildRegister],
  network: ["Network", buildNetwork],
  people: ["People and posts", buildPeople],
  about: ["About", buildAbout],
};
const built = new Set();
let before = null;

function buildAbout(part) {
  const list = (rows) => el("ul", {}, rows.map((row) => el("li", {}, row)));
  fill(part,
    el("h1", { tabindex: "-1" }, "About this page"),
    el("div", { class: "column" },
      el("p", {}, "What stands here comes out of the records named below. Three things look different:"),
      list([
        ["What a record says stands in plain lines, with its words beside it."],
        [readingChip("probable"), " is an editor’s reading: the line is dashed, and the reason stands with it."],
        [el("span", { class: "chip silent" }, data.statuses["no-record"]), " is silence. ", data.noEvidence],
      ]),
      el("h2", {}, "Records on file"),
      list(data.records.map(([name, date, kind, url], n) => [`${capital(kind)} of `, time(date), ` (${name})`,
        address(n) ? [": ", el("a", { href: url }, url)] : url ? `: ${url}` : "; published address not known"])),
      data.missing.length > 0 && [el("h2", {}, "Known of, not on file"),
        list(data.missing.map(([date, forum]) => [forum, ", ", time(date)]))],
      data.abbreviations.length > 0 && [el("h2", {}, "Short forms"),
        list(data.abbreviations.map(([short, long]) => `${short}: ${long}`))],
      el("h2", {}, "Keys"),
      list(["/ goes to the search field", "arrow up and down go from action to action in the register",
        "Tab, Enter and Escape do what they do elsewhere"]),
      el("h2", {}, "This file"),
      el("p", {}, "It holds everything that it shows and asks for nothing from anywhere, so that it can"
        + " be mailed and opened from a disk. Each address in it can be sent: #action/DATE/NUMBER opens"
        + " an action.")));
}

function go() {
  const [name, rest] = split(location.hash.slice(1));
  const wanted = name === "action" || PARTS[name] ? name : "actions";
  const part = document.getElementById(`part-${wanted}`);
  for (const other of document.querySelectorAll("main > section")) other.hidden = other !== part;
  let title = "";
  if (wanted === "action") title = showAction(part, plain(rest));
  else title = showPart(wanted, part, rest);
  document.title = `${title} · ${data.board}`;
  for (const link of document.querySelectorAll("nav a")) {
    const here = link.dataset.part === (wanted === "action" ? "actions" : wanted);
    if (here) link.setAttribute("aria-current", wanted === "action" ? "true" : "page");
    else link.removeAttribute("aria-current");
  }
  // Who follows a link is at its target; who opens the page is at its beginning.
  if (before !== null && before !== `${wanted} ${wanted === "action" ? rest : ""}`) {
    scrollTo(0, 0);
    part.querySelector("h1")?.focus({ preventScroll: true });
  }
  before = `${wanted} ${wanted === "action" ? rest : ""}`;
}

function split(hash) {
  const at = hash.search(/[/?]/);
  return at < 0 ? [hash, ""] : [hash.slice(0, at), hash.slice(at + 1)];
}

function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function showPart(name, part, rest) {
  const [title, build] = PARTS[name];
  if (name === "actions" && (location.hash.includes("?") || !built.has(name))) chooseFrom(rest);
  if (!built.has(name)) {
    built.add(name);
    build(part);
  } else if (name === "actions") {
    fillFilters();
    refresh();
  }
  return title;
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (document.getElementById("part-actions").hidden) {
    location.hash = registerHash();
    go();
  }
  document.getElementById("search").focus();
}

document.getElementById("board").textContent = data.board;
document.getElementById("holdings").textContent = data.holdings;
document.getElementById("foot").append(`${data.noEvidence} data ${data.data || "not known"}`);
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
addEventListener("hashchange", go);
addEventListener("keydown", keys);
go();
document.documentElement.dataset.ready = "";
