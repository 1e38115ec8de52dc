/* Elements, dates and words that every part of the page uses. Text only ever becomes text nodes. */

const data = JSON.parse(document.getElementById("data").textContent);

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];

function make(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

/* Puts children into an element, in place of what stood there. */
function fill(node, ...children) {
  node.replaceChildren();
  return make(node, {}, children);
}

function el(name, attributes = {}, ...children) {
  return make(document.createElement(name), attributes, children);
}

function drawnEl(name, attributes = {}, ...children) {
  return make(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function longDate(iso) {
  const [year, month, day] = iso.split("-");
  return `${Number(day)} ${MONTHS[month - 1]} ${year}`;
}

function shortDate(iso) {
  const [year, month, day] = iso.split("-");
  return `${Number(day)} ${MONTHS[month - 1].slice(0, 3)} ${year}`;
}

function time(iso, write = longDate) {
  return el("time", { datetime: iso }, write(iso));
}

function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/* Text folded for comparison: no case, no accents. */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function readingChip(confidence) {
  return el("span", { class: "reading" }, `reading, ${confidence}`);
}

/* A sentence in which the marks of readings are set apart from what is stated. */
function sentence(text) {
  return text.split(/(\[(?:link: )?reading[^\]]*\])/).map((part, n) =>
    n % 2 ? el("span", { class: "reading" }, part.slice(1, -1)) : part);
}

function actionLink(id, words = id) {
  return el("a", { href: `#action/${encodeURI(id)}` }, words);
}

/* Tells a screen reader what has changed. */
function say(text) {
  document.getElementById("said").textContent = text;
}

function option(value, words, chosen) {
  return el("option", { value, selected: value === chosen }, words);
}

/* A field with its label. */
function field(words, control) {
  return el("div", {}, el("label", { for: control.id }, words), control);
}

/* A table that scrolls in a box of its own where it is too wide. */
function scrolling(name, table) {
  return el("div", { class: "scroll", role: "region", "aria-label": name, tabindex: "0" }, table);
}
