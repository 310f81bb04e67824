// The search. Without it every page is there all the same: search.html lists all entries.
"use strict";

(() => {
  const results = document.getElementById("results");
  const field = document.getElementById("q");
  if (!results || !field) return;
  const all = document.getElementById("all");
  const found = document.getElementById("found");
  const before = found.textContent;
  const MOST = 100;
  let rows = null;

  const plain = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, "").toLowerCase();
  const words = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  // Every word that was typed has to begin a word of the entry; in the title it counts for more.
  const worth = (row, asked) => {
    let sum = 0;
    for (const word of asked) {
      const inTitle = row.title.some((one) => one.startsWith(word));
      if (!inTitle && !row.words.some((one) => one.startsWith(word))) return 0;
      sum += inTitle ? (row.title.includes(word) ? 4 : 3) : row.words.includes(word) ? 2 : 1;
    }
    return sum;
  };

  // Where the index cannot be read (a page opened from the disk), the titles on this page are searched.
  const listed = () =>
    [...all.querySelectorAll("section")].flatMap((section) =>
      [...section.querySelectorAll("a")].map((link) => {
        const kind = section.querySelector("h2").textContent;
        return [link.getAttribute("href"), kind, link.textContent, "", ""];
      }),
    );

  const load = async () => {
    let read;
    try {
      const answer = await fetch(results.dataset.index);
      if (!answer.ok) throw new Error(String(answer.status));
      read = await answer.json();
    } catch {
      read = listed();
    }
    return read.map(([href, kind, name, day, text]) => ({
      href, kind, name, day, text,
      title: words(name),
      words: words(`${name} ${kind} ${day} ${text}`),
    }));
  };

  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  };

  const clipped = (text) => (text.length > 200 ? `${text.slice(0, 200).replace(/\s+\S*$/, "")} …` : text);

  const shown = (row) => {
    const item = document.createElement("li");
    item.append(element("p", [row.kind, row.day].filter(Boolean).join(" · "), "meta"));
    const link = element("a", row.name);
    link.href = row.href;
    item.append(link);
    if (row.text) item.append(element("p", clipped(row.text), "note"));
    return item;
  };

  const show = async () => {
    const typed = field.value.trim();
    const asked = words(typed);
    if (!asked.length) {
      results.hidden = true;
      all.hidden = false;
      found.textContent = before;
      return;
    }
    rows ??= load();
    const held = (await rows)
      .map((row) => [worth(row, asked), row])
      .filter(([sum]) => sum > 0)
      .sort((one, two) => two[0] - one[0]);
    if (field.value.trim() !== typed) return; // more was typed meanwhile
    results.replaceChildren(...held.slice(0, MOST).map(([, row]) => shown(row)));
    results.hidden = false;
    all.hidden = true;
    const more = held.length > MOST ? `, the first ${MOST} of them shown` : "";
    found.textContent = held.length
      ? `${held.length} ${held.length === 1 ? "entry" : "entries"} for “${typed}”${more}.`
      : `Nothing was found for “${typed}”. Fewer or other words may find it.`;
  };

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    show();
  });
  show();
})();
