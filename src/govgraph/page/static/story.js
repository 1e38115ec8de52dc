/* One commitment: how it stands, and what each record says of it, in order of time. */

// So many silent records in a row are shown one by one.
const MOST_SILENT = 6;

const byId = new Map(data.actions.map((action) => [action.id, action]));

function showAction(part, id) {
  const action = byId.get(id);
  const story = action && data.stories[action.story];
  if (!story) {
    fill(part,
      el("h1", { tabindex: "-1" }, "Not on file"),
      el("p", {}, `No action on file is called “${id}”.`),
      el("p", {}, el("a", { href: "#actions" }, "All actions")));
    return "Not on file";
  }
  const others = story.members.filter((member) => member !== id);
  fill(part,
    el("p", { class: "trail" }, el("a", { href: registerHash() }, "← All actions")),
    el("p", { class: "number" }, id),
    el("h1", { tabindex: "-1" }, action.title),
    el("p", { id: "wording", class: "column" }, action.text),
    el("div", { class: "two" },
      el("aside", { "aria-label": "In a few words" }, facts(action, others)),
      el("div", { class: "telling" },
        el("h2", {}, story.heading),
        el("ul", { class: "short" }, story.short.map((text) => el("li", {}, sentence(text)))),
        el("h2", {}, "From record to record"),
        el("ol", { class: "times" }, times(story)),
        story.heads.map(([title, lines]) => [
          el("h2", {}, title),
          el("ul", {}, lines.map((text) => el("li", {}, sentence(text)))),
        ]),
        el("h2", {}, "What is not on record"),
        el("ul", {}, story.closing.map((text) => el("li", {}, sentence(text)))),
        spelt(story))),
    turn(id));
  return `${action.title} (${id})`;
}

function facts(action, others) {
  const pair = (words, ...children) => [el("dt", {}, words), el("dd", {}, ...children)];
  return el("dl", { class: "facts" },
    pair("Given to", action.owners.join(", ") || "no owner named in the minutes"),
    action.recipients.length > 0 && pair("To go to", action.recipients.join(", ")),
    pair("Timing as worded", action.due || "none given",
      action.passed && el("span", { class: "quiet" },
        `; ${count(action.passed.days, "day")} from ${longDate(action.passed.by)},`
        + ` the last day of “${action.passed.text}”, to ${longDate(data.asOf)}`)),
    action.topics.length > 0 && pair("Topics", action.topics.join(", ")),
    pair("How it stands", statusChip({ ...action, passed: null }),
      action.quote !== undefined && paragraph([action.quote],
        { reading: action.basis !== "stated" })),
    others.length > 0 && pair("Same commitment",
      others.map((member, n) => [n > 0 && ", ", actionLink(member)])));
}

/* What records say, those that are silent, and the meetings known of but not on file, by date. */
function times(story) {
  const items = [
    ...story.entries.map((entry) => [entry.date, entryItem(entry), null]),
    ...story.silent.map((number) => {
      const [, date, kind] = data.records[number];
      return [date, silentItem(date, story, `${kind} · no mention`), "silent"];
    }),
    ...story.missing.map((meeting) => [meeting.date,
      silentItem(meeting.date, story, `${meeting.forum}: known of, not on file`), "missing"]),
  ].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const rows = [];
  for (let n = 0; n < items.length;) {
    let end = n;
    while (end < items.length && items[end][2]) end += 1;
    if (end - n > MOST_SILENT) rows.push(silentRun(items.slice(n, end)));
    else rows.push(...items.slice(n, Math.max(end, n + 1)).map(([, item]) => item));
    n = Math.max(end, n + 1);
  }
  return rows;
}

/* A long silence in one line, with its records on demand. */
function silentRun(items) {
  const missing = items.filter(([, , what]) => what === "missing").length;
  const silent = items.length - missing;
  const words = [silent && `no mention in ${count(silent, "record")} on file`,
    missing && `${count(missing, "meeting")} known of, not on file`].filter(Boolean).join("; ");
  return el("li", { class: "silent" },
    el("h3", {}, time(items[0][0]), " to ", time(items[items.length - 1][0]), el("span", {}, words)),
    el("details", {}, el("summary", { class: "small" }, "Which"),
      el("ol", { class: "times" }, items.map(([, item]) => item))));
}

function entryItem(entry) {
  const url = address(entry.record);
  return el("li", { class: entry.reading ? "read" : null },
    el("h3", {}, time(entry.date),
      el("span", {}, `day ${entry.days}`),
      el("span", {}, url ? el("a", { href: url }, entry.where) : entry.where),
      el("span", { class: entry.reading ? "reading" : null }, entry.tag)),
    entry.blocks.map(block));
}

function silentItem(date, story, words) {
  const days = Math.round((Date.parse(date) - Date.parse(story.first)) / 86_400_000);
  return el("li", { class: "silent" },
    el("h3", {}, time(date), el("span", {}, `day ${days}`), el("span", {}, words)));
}

function block(part) {
  if (part.quotes) {
    return [paragraph(part.quotes, { reading: part.reading, label: part.label }),
      part.changes && wordChanges(part.changes)];
  }
  return el("p", { class: "note" }, el("b", {}, `${part.label}: `), sentence(part.text));
}

/* Word by word against the earlier wording: what is gone is struck, what is new underlined. */
function wordChanges({ against, id, parts }) {
  const marked = parts.map(([kind, words]) => {
    if (kind === 1) return el("ins", {}, el("span", { class: "unseen" }, "new: "), words);
    if (kind === 2) return el("del", {}, el("span", { class: "unseen" }, "gone: "), words);
    return words;
  });
  const record = against === null ? "" : recordWords(against);
  const where = record ? `${id}, ${record.charAt(0).toLowerCase()}${record.slice(1)}` : id;
  return el("p", { class: "words" },
    el("b", {}, "Word by word"), el("span", { class: "quiet" }, ` against ${where}: `),
    marked.flatMap((part) => [part, " "]));
}

function spelt(story) {
  const text = JSON.stringify(story);
  const used = data.abbreviations.filter(([short]) =>
    new RegExp(`(?<!\\w)${short.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\w)`, "u").test(text));
  return used.length > 0 && el("p", { class: "small quiet" },
    used.map(([short, long]) => `${short}: ${long}.`).join(" "));
}

function turn(id) {
  const at = data.actions.findIndex((action) => action.id === id);
  const link = (action, before, after) => el("span", {}, action && [before,
    actionLink(action.id, `${action.id} ${action.title}`), after]);
  return el("div", { class: "turn" }, link(data.actions[at - 1], "← ", ""),
    link(data.actions[at + 1], "", " →"));
}
