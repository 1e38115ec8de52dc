/* Quotations: lit in their whole paragraph, with a citation to copy. */

function quoteAt(number) {
  const [text, record, locator, passage, start, end] = data.quotes[number];
  return { text, record, locator, passage, start, end };
}

function recordWords(record) {
  const held = data.records[record];
  return held ? `${capital(held[2])} of ${longDate(held[1])}` : String(record);
}

function address(record) {
  const url = data.records[record] && data.records[record][3];
  // Any other address, such as a script, is shown without a link.
  return url && /^https?:\/\//.test(url) ? url : null;
}

function citation(number) {
  const quote = quoteAt(number);
  const place = [recordWords(quote.record), quote.locator].filter(Boolean).join(", ");
  const held = data.records[quote.record];
  const name = held ? ` Record ${held[0]}.` : "";
  const where = held && held[3] ? ` ${held[3]}` : " Published address not known.";
  return `“${quote.text}” ${data.board}, ${place}.${name}${where}`;
}

function place(quote) {
  const words = [recordWords(quote.record), quote.locator].filter(Boolean).join(", ");
  const url = address(quote.record);
  return url ? el("a", { href: url }, words) : words;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Opened from a disk, a page may have no clipboard but this.
    const box = el("textarea", { class: "unseen", "aria-hidden": "true" });
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}

function copyButton(number, name = "Copy citation") {
  const button = el("button", { type: "button", class: "copy" }, name);
  button.addEventListener("click", async () => {
    const text = citation(number);
    const done = await copy(text);
    button.focus();
    if (!done) {
      button.replaceWith(el("input", { readonly: true, "aria-label": "Citation", value: text }));
      return;
    }
    say("Citation copied.");
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = name; }, 2000);
  });
  return button;
}

/* A paragraph with the stretches from start to end lit; stretches may touch or overlap. */
function lit(text, stretches) {
  const cuts = [...new Set([0, text.length, ...stretches.flat()])].sort((a, b) => a - b);
  const parts = [];
  for (let n = 0; n + 1 < cuts.length; n += 1) {
    const shown = stretches.some(([start, end]) => start <= cuts[n] && cuts[n + 1] <= end);
    const words = text.slice(cuts[n], cuts[n + 1]);
    const last = parts[parts.length - 1];
    if (last && last.shown === shown) last.words += words;
    else parts.push({ shown, words });
  }
  return parts.map((part) => (part.shown ? el("mark", {}, part.words) : part.words));
}

/* Quotations of one paragraph: the paragraph once, and each of them lit in it. */
function paragraph(numbers, { reading = false, label = "" } = {}) {
  const quotes = numbers.map(quoteAt);
  const whole = quotes[0].passage === undefined ? null : data.passages[quotes[0].passage];
  const text = whole ? whole[1] : quotes[0].text;
  const stretches = whole ? quotes.map((q) => [q.start, q.end]) : [[0, text.length]];
  const many = numbers.length > 1;
  return el("figure", { class: reading ? "read" : null },
    label && el("b", {}, label),
    el("blockquote", {}, lit(text, stretches)),
    el("figcaption", {},
      el("span", {}, place(quotes[0])),
      numbers.map((number, n) =>
        copyButton(number, many ? `Copy citation ${n + 1}` : "Copy citation"))));
}
