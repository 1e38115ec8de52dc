/* Posts with their holders over time, and who is listed at which meeting. */

const MOST_MEETINGS = 20;

function buildPeople(part) {
  const organizations = [...new Set(data.posts.map((post) => post.organization))];
  fill(part,
    el("h1", { tabindex: "-1" }, "People and posts"),
    el("p", { class: "quiet column" }, "Each mark is a day on which a record shows somebody in a post."
      + " When a holding began or ended is not on record; between two marks nothing is."),
    el("ul", { class: "legend" },
      sampleMark("", "on record in the post"), sampleMark("other", "acting or interim"),
      sampleMark("read", "an editor’s reading")),
    organizations.map((name) => [
      el("h2", {}, name),
      el("div", {}, postTable(name, data.posts.filter((post) => post.organization === name))),
    ]),
    el("h2", {}, "Who is listed at which meeting"),
    el("p", { class: "quiet column" }, "As the lists of those present and of apologies have it."
      + " It does not say how long anybody stayed, or who spoke with whom."),
    el("ul", { class: "legend" }, el("li", {}, "● present"), el("li", {}, "○ apologies"),
      el("li", {}, el("span", { class: "reading" }, "●"), " an editor’s reading")),
    el("div", { id: "listed" }));
  fillListed(MOST_MEETINGS);
}

function sampleMark(kind, words) {
  return el("li", {}, drawnEl("svg", { viewBox: "0 0 26 14", class: "strip-sample", "aria-hidden": "true" },
    mark(13, kind, 7)), words);
}

function mark(x, kind, y = "50%") {
  const look = {
    "": { fill: "currentColor", stroke: "currentColor" },
    other: { fill: "none", stroke: "currentColor" },
    read: { fill: "none", stroke: "currentColor", "stroke-dasharray": "3 2" },
  }[kind];
  return drawnEl("circle", { cx: x, cy: y, r: 5, "stroke-width": 2, class: kind || null, ...look });
}

function postTable(name, posts) {
  const heads = ["Post", "On record in it", "Over time", "Days on record"];
  const body = posts.flatMap((post) => (post.holders.length
    ? post.holders.map((holder, n) => holderRow(post, holder, n))
    : [el("tr", {}, el("th", { scope: "row" }, post.role),
      el("td", { colspan: "3", class: "quiet" }, "no record on file shows a holder"))]));
  return el("table", { class: "posts", "aria-label": `Posts in ${name}` },
    el("thead", {}, el("tr", {}, heads.map((h) => el("th", { scope: "col" }, h)))),
    el("tbody", {}, body));
}

function holderRow(post, holder, n) {
  const mode = holder.mode && el("span", { class: "chip" }, holder.mode);
  return el("tr", {},
    el("th", { scope: "row" }, n ? el("span", { class: "unseen" }, post.role) : post.role),
    el("td", {}, holder.person, mode && [" ", mode]),
    el("td", { class: "line-of-time" }, strip(holder)),
    el("td", {}, daysOf(holder)));
}

function strip(holder) {
  const first = Date.parse(data.records[0]?.[1] || holder.days[0]?.date);
  const span = Date.parse(data.asOf) - first || 1;
  return drawnEl("svg", { class: "strip", "aria-hidden": "true" },
    drawnEl("line", { x1: "2%", x2: "98%", y1: "50%", y2: "50%" }),
    holder.days.map((day) => {
      const x = 2 + (96 * (Date.parse(day.date) - first)) / span;
      return mark(`${x.toFixed(2)}%`, day.confidence ? "read" : holder.mode ? "other" : "");
    }));
}

function daysOf(holder) {
  const days = holder.days;
  if (!days.length) return el("span", { class: "quiet" }, "no day given");
  const reading = days.find((day) => day.confidence);
  const last = days[days.length - 1].date;
  const words = days.length === 1 ? longDate(days[0].date)
    : `${count(days.length, "day")}: first ${shortDate(days[0].date)}, last ${shortDate(last)}`;
  return [words, reading && [" ", readingChip(reading.confidence)], shownOnDemand(days)];
}

/* The words of the records, built when they are asked for. */
function shownOnDemand(days) {
  const box = el("details", {}, el("summary", { class: "small" }, "Words of the records"));
  box.addEventListener("toggle", () => {
    if (!box.open || box.childElementCount > 1) return;
    box.append(...days.map((day) => el("div", {},
      day.quote === undefined ? longDate(day.date)
        : paragraph([day.quote], { reading: Boolean(day.confidence) }),
      day.why && el("p", { class: "small quiet" }, readingChip(day.confidence), ` ${day.why}`))));
  });
  return box;
}

/* The latest meetings; all of them where that is asked for. */
function fillListed(most) {
  const { meetings, people } = data.attendance;
  const first = Math.max(0, meetings.length - most);
  const seen = people.map((one) => ({ ...one, listed: one.listed.filter((l) => l.meeting >= first) }))
    .filter((one) => one.listed.length);
  const cell = (one, at) => {
    const listed = one.listed.find((l) => l.meeting === at);
    if (!listed) return el("td", {});
    const words = listed.present ? "present" : "apologies";
    const said = listed.confidence ? `${words}, reading, ${listed.confidence}` : words;
    return el("td", { title: said }, el("span", { class: listed.confidence ? "read" : null },
      el("span", { "aria-hidden": "true" }, listed.present ? "●" : "○"),
      el("span", { class: "unseen" }, said)));
  };
  const columns = meetings.slice(first);
  const table = el("table", { class: "listed" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Person"),
      columns.map((m) => el("th", { scope: "col" }, m.date ? time(m.date, shortDate) : m.name)))),
    el("tbody", {}, seen.map((one) => el("tr", {}, el("th", { scope: "row" }, one.person),
      columns.map((_, n) => cell(one, first + n))))));
  const more = first > 0 && el("p", {}, `The latest ${most} of ${meetings.length} meetings. `,
    el("button", { type: "button", click: () => fillListed(meetings.length) }, "Show all"));
  fill(document.getElementById("listed"), more,
    seen.length ? scrolling("Who is listed at which meeting", table)
      : el("p", { class: "empty" }, "No list of those present is on file."));
}
