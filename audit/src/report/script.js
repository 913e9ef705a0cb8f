"use strict";
// The report without this script shows everything but the listings, which are read out of the page when asked for.
(() => {
  const byId = (id) => document.getElementById(id);
  const rowsOfTable = [...document.querySelectorAll("#functions tbody tr")];
  const names = JSON.parse(byId("pieces").textContent);
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&amp;/g, "&");

  // Light and dark: the system's choice until the button is used.
  const theme = byId("theme");
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const label = () => { theme.textContent = dark() ? "Light" : "Dark"; };
  theme.addEventListener("click", () => { document.documentElement.dataset.theme = dark() ? "light" : "dark"; label(); });
  theme.hidden = false;
  label();

  // The maps say what is below the pointer.
  for (const map of document.querySelectorAll(".maps")) {
    const hover = map.querySelector(".hover");
    map.addEventListener("pointerover", (event) => {
      const { p, n } = event.target.dataset;
      hover.textContent = p !== undefined ? names[p] : n || "";
    });
  }

  // The listings, taken apart when the first is asked for: number, name, file, address, lines.
  let parts;
  function stored() {
    parts ??= new Map(byId("listings").textContent.split("\n@").slice(1).map((part) => {
      const end = part.indexOf("\n");
      const [index, name, file, start] = part.slice(0, end).split("\t");
      return [index, { index, name, file, start, lines: part.slice(end + 1) }];
    }));
    return parts;
  }

  // A function's listing. Each line of the stored text is: bytes, instruction, macros, P1 line, C line.
  const listing = byId("listing");
  function show(index, wanted) {
    const part = stored().get(index);
    if (!part) return false;
    const lines = part.lines.split("\n").filter((line) => line);
    const columns = byId("listings").dataset.columns.split(" ");
    let address = BigInt(part.start);
    const html = lines.map((line) => {
      const [bytes, text, macro = "", p1 = "", c = ""] = line.split("\t");
      const cells = { c, p1, macro, address: address.toString(16), bytes: bytes.replace(/../g, "$& ").trim(), text };
      const mark = wanted && plain(line).toLowerCase().includes(wanted) ? " class=\"found\"" : c ? " class=\"source\"" : "";
      address += BigInt(bytes.length / 2);
      return `<tr${mark}>` + columns.map((name) => `<td class="${name}"${cells[name].length > 40 ? ` title="${cells[name].replace(/"/g, "&quot;")}"` : ""}>${cells[name]}</td>`).join("") + "</tr>";
    });
    const title = { c: "C", p1: "P1", macro: "Macros", address: "Address", bytes: "Bytes", text: "Instruction" };
    const head = columns.map((name) => `<th scope="col">${title[name]}</th>`).join("");
    listing.innerHTML = `<h3 tabindex="-1">${part.name}</h3><p class="mono">${part.file}</p><div class="rows" tabindex="0" role="region" ` +
      `aria-label="Listing"><table><thead><tr>${head}</tr></thead><tbody>${html.join("")}</tbody></table></div>`;
    for (const row of rowsOfTable) row.removeAttribute("aria-current");
    const row = byId("f" + index);
    if (row) row.setAttribute("aria-current", "true");
    for (const found of listing.querySelectorAll("tr.found")) found.style.background = "var(--mark)";
    const first = listing.querySelector("tr.found");
    if (first) first.scrollIntoView({ block: "center" });
    else listing.scrollIntoView({ block: "nearest" });
    listing.querySelector("h3").focus({ preventScroll: true });
    return true;
  }
  function open() {
    const match = /^#f(\d+)$/.exec(location.hash);
    if (match) show(match[1], null);
  }
  addEventListener("hashchange", open);

  // Search: names and files while typing; Enter also looks through all listings.
  const search = byId("search"), count = byId("count"), hits = byId("hits");
  const LIMIT = 200;
  function filter() {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rowsOfTable) {
      row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
      if (!row.hidden) shown++;
    }
    count.textContent = `${shown} of ${rowsOfTable.length} functions`;
    hits.innerHTML = "";
  }
  function searchListings() {
    const wanted = search.value.trim().toLowerCase();
    if (!wanted) return;
    const found = [];
    for (const part of stored().values()) {
      if (!plain(part.lines).toLowerCase().includes(wanted)) continue;
      for (const line of part.lines.split("\n")) {
        if (found.length === LIMIT) break;
        if (plain(line).toLowerCase().includes(wanted)) found.push([part, line.split("\t").slice(1).join("  ")]);
      }
    }
    hits.innerHTML = found.map(([part, line]) =>
      `<li><a href="#" data-index="${part.index}">${part.name}</a> <code>${line}</code></li>`).join("");
    count.textContent = `${found.length}${found.length === LIMIT ? " or more" : ""} lines found in the listings`;
  }
  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") searchListings();
    if (event.key === "Escape") { search.value = ""; filter(); }
  });
  hits.addEventListener("click", (event) => {
    const index = event.target.dataset.index;
    if (index === undefined) return;
    event.preventDefault();
    show(index, search.value.trim().toLowerCase());
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    search.focus();
    search.scrollIntoView({ block: "center" });
  });

  // Columns sort by a click.
  for (const button of document.querySelectorAll("#functions th button")) {
    button.addEventListener("click", () => {
      const column = button.closest("th").cellIndex;
      const down = button.dataset.order === "up";
      for (const other of document.querySelectorAll("#functions th")) other.removeAttribute("aria-sort");
      button.dataset.order = down ? "down" : "up";
      button.closest("th").setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[column].dataset.key ?? row.cells[column].textContent;
      const order = (a, b) => (isNaN(key(a)) || isNaN(key(b)) ? key(a).localeCompare(key(b)) : key(a) - key(b));
      rowsOfTable.sort((a, b) => (down ? order(b, a) : order(a, b)));
      document.querySelector("#functions tbody").append(...rowsOfTable);
    });
  }
  document.documentElement.classList.add("scripted");
  open();
})();
