/* The picture of a view: drawn once where everything has its place, then moved and lit. */

const picture = (() => {
  let svg = null;
  let ground = null;
  let size = { width: 1, height: 1 };
  let at = { x: 0, y: 0, k: 1 };
  let boxes = new Map();
  const nodes = new Map();
  let lines = [];
  const fingers = new Map();

  const limit = (k) => Math.min(4, Math.max(0.08, k));
  const place = () => {
    ground.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${at.k})`);
  };

  function draw(canvas, view) {
    nodes.clear();
    lines = [];
    boxes = new Map();
    svg = null;
    if (!view.picture) {
      canvas.replaceChildren(el("div", { class: "empty" }, el("p", {}, view.refused || "Nothing to draw."),
        el("p", { class: "quiet" }, "Find a thing by its name to see what it is linked to, or read the table below.")));
      return;
    }
    if (!view.nodes.length) {
      canvas.replaceChildren(el("div", { class: "empty" }, "Nothing on file is in this view."));
      return;
    }
    size = view.picture;
    ground = drawnEl("g", {});
    svg = drawnEl("svg", { class: "picture", role: "application", tabindex: "0",
      "aria-label": `${view.title}: a picture; the table below says the same`, "aria-describedby": "hint",
      pointerdown: press, pointermove: drag, pointerup: release, pointercancel: release,
      wheel: turnWheel, keydown: key },
    drawnEl("defs", {}, heads(view)), ground);
    for (const way of view.picture.ways) ground.append(line(way));
    for (const box of view.picture.boxes) ground.append(node(view, box));
    for (const way of view.picture.ways) if (way[7]) lines[lines.length] = words(way);
    canvas.replaceChildren(svg);
    start();
  }

  function heads(view) {
    const colours = [...new Set(view.picture.ways.filter((w) => w[5]).map((w) => w[3]))];
    return colours.map((colour) => drawnEl("marker", { id: `head-${colour.slice(1)}`, viewBox: "0 0 9 9",
      refX: 8.5, refY: 4.5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" },
    drawnEl("path", { d: "M0 0L9 4.5L0 9z", ...ink(colour, "fill") })));
  }

  /* What is black on paper has the colour of ink in the dark, too. */
  function ink(colour, name) {
    return colour === "#000000" ? { class: "black" } : { [name]: colour };
  }

  function line([from, to, d, colour, dashed, directed, weight]) {
    const look = ink(colour, "stroke");
    const path = drawnEl("path", { d, ...look,
      class: ["way", dashed && "dash", look.class].filter(Boolean).join(" "),
      "marker-end": directed && `url(#head-${colour.slice(1)})` });
    if (weight > 1) path.style.strokeWidth = `${Math.min(1.4 + 0.35 * (weight - 1), 4)}px`;
    const group = drawnEl("g", { class: "line" }, path);
    lines.push({ from, to, group });
    return group;
  }

  function words([from, to, , , , , , label, x, y]) {
    const rows = label.split("\n");
    const group = drawnEl("g", { class: "line" }, rows.map((row, n) => drawnEl("text",
      { class: "words", x, y: y + (n - (rows.length - 1) / 2) * 13 + 3.5 }, row)));
    ground.append(group);
    return { from, to, group };
  }

  function node(view, [number, x, y, width, height, rows, small]) {
    const [id, label, kind, onFile] = view.nodes[number];
    const [, fill, dark, shape] = view.kinds[kind];
    const all = small ? [...rows, small] : rows;
    const first = y - (all.length - 1) * 7.5 + 4;
    const radius = { ellipse: Math.min(height / 2, 22), hexagon: 14, octagon: 9 }[shape] || 3;
    const group = drawnEl("g", { class: "node", "data-id": id },
      drawnEl("title", {}, label),
      drawnEl("rect", { class: onFile ? "frame" : "frame absent", x: x - width / 2, y: y - height / 2,
        width, height, rx: radius, fill: onFile ? fill : "#ffffff" }),
      all.map((text, n) => drawnEl("text", { x, y: first + n * 15, fill: onFile ? dark : "#000000",
        class: n === rows.length ? "minor" : null }, text)));
    group.addEventListener("click", () => choosePoint(number));
    boxes.set(number, { x, y, width, height });
    nodes.set(number, group);
    return group;
  }

  /* At first its middle, at a size at which words can be read. */
  function start() {
    const { width, height } = svg.getBoundingClientRect();
    at.k = Math.min(1, Math.max(0.62, (width - 40) / size.width));
    at.x = Math.max(20, (width - size.width * at.k) / 2);
    // What has most links stands half way down.
    at.y = Math.min(20, (height - size.height * at.k) / 2);
    place();
  }

  function whole() {
    if (!svg) return;
    const { width, height } = svg.getBoundingClientRect();
    at.k = limit(Math.min((width - 30) / size.width, (height - 30) / size.height, 1));
    at.x = (width - size.width * at.k) / 2;
    at.y = (height - size.height * at.k) / 2;
    place();
  }

  function zoom(factor, point = null) {
    if (!svg) return;
    const { width, height } = svg.getBoundingClientRect();
    const [x, y] = point || [width / 2, height / 2];
    const k = limit(at.k * factor);
    at.x = x - ((x - at.x) * k) / at.k;
    at.y = y - ((y - at.y) * k) / at.k;
    at.k = k;
    place();
  }

  /* Moves a node into sight. */
  function show(number) {
    const box = boxes.get(number);
    if (!svg || !box) return;
    const { width, height } = svg.getBoundingClientRect();
    at.k = Math.max(at.k, 0.62);
    at.x = width / 2 - box.x * at.k;
    at.y = height / 2 - box.y * at.k;
    place();
  }

  function light(number) {
    const near = new Set([number]);
    for (const { from, to, group } of lines) {
      const on = number !== null && (from === number || to === number);
      group.classList.toggle("on", on);
      group.classList.toggle("off", number !== null && !on);
      if (on) near.add(from).add(to);
    }
    for (const [other, group] of nodes) {
      group.classList.toggle("off", number !== null && !near.has(other));
      group.classList.toggle("chosen", other === number);
    }
  }

  function press(event) {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, moved: false });
  }

  function drag(event) {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const dx = event.clientX - finger.x;
    const dy = event.clientY - finger.y;
    // A hand that shakes is no drag; a click has to get through.
    if (!finger.moved && Math.hypot(dx, dy) < 4) return;
    if (!finger.moved) svg.setPointerCapture(event.pointerId);
    const before = spread();
    Object.assign(finger, { x: event.clientX, y: event.clientY, moved: true });
    svg.classList.add("moving");
    const frame = svg.getBoundingClientRect();
    if (fingers.size === 2) {
      const after = spread();
      zoom(after.length / before.length, [after.x - frame.left, after.y - frame.top]);
    } else {
      at.x += dx;
      at.y += dy;
      place();
    }
  }

  function spread() {
    const [a, b = a] = [...fingers.values()];
    return { length: Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  }

  function release(event) {
    fingers.delete(event.pointerId);
    svg.classList.remove("moving");
  }

  function turnWheel(event) {
    // Without Ctrl the wheel scrolls the page, as everywhere.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY / 300), [event.clientX - frame.left, event.clientY - frame.top]);
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const run = {
      "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: whole,
      Escape: () => choosePoint(null), Enter: open,
    }[event.key];
    if (run) run();
    else if (ways[event.key]) step(ways[event.key]);
    else return;
    event.preventDefault();
  }

  function open() {
    const id = shown.node === null ? null : data.networks[shown.view].nodes[shown.node][0];
    if (byId.has(id)) location.hash = `#action/${encodeURI(id)}`;
  }

  /* To the nearest node in a direction; what lies aside counts as further away. */
  function step([dx, dy]) {
    const from = boxes.get(shown.node);
    let best = null;
    let least = Infinity;
    for (const [number, box] of boxes) {
      const x = from ? box.x - from.x : box.x;
      const y = from ? box.y - from.y : box.y;
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      const far = from ? along + 3 * aside : x + y;
      if (number !== shown.node && (!from || along > 1) && far < least) [best, least] = [number, far];
    }
    if (best === null) return;
    choosePoint(best);
    show(best);
  }

  return { draw, light, show, whole, zoom };
})();
