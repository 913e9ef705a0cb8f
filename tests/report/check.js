"use strict";
// Appended to a copy of a report by tests/report.sh: uses the page as a reader would, and writes down what happens.
addEventListener("load", () => {
  const results = [];
  const expect = (what, ok) => results.push(`${ok ? "ok" : "FAILED"} ${what}`);
  const $ = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const type = (text, key) => {
    const search = $("#search");
    search.value = text;
    search.dispatchEvent(new Event("input", { bubbles: true }));
    if (key) search.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  };

  const timing = performance.getEntriesByType("navigation")[0];
  const opened = Math.round(timing.domContentLoadedEventEnd - timing.responseStart);
  expect("nothing else is loaded", performance.getEntriesByType("resource").length === 0);

  const rows = all("#functions tbody tr");
  expect("functions are listed", rows.length > 100);
  const named = rows.find((row) => row.cells[0].textContent === "main");
  expect("main is listed", named !== undefined);

  // Opening a listing by its link.
  location.hash = named.id;
  dispatchEvent(new HashChangeEvent("hashchange"));
  expect("a listing opens", $("#listing h3").textContent === "main" && all("#listing tbody tr").length > 3);
  expect("the listing has the focus", document.activeElement === $("#listing h3"));
  expect("its row is marked", named.getAttribute("aria-current") === "true");
  const address = $("#listing td.address").textContent;
  expect("its address is the function's", named.cells[2].textContent === "0x" + address);
  if ($("#listing th.c, #listing td.c")) expect("source lines are shown", all("#listing td.c").some((cell) => /^\d+  /.test(cell.textContent)));

  // The largest listing in reasonable time.
  const size = (row) => Number(row.cells[3].dataset.key);
  const largest = rows.reduce((a, b) => (size(b) > size(a) ? b : a));
  const before = performance.now();
  location.hash = largest.id;
  dispatchEvent(new HashChangeEvent("hashchange"));
  $("#listing").getBoundingClientRect();
  const shown = Math.round(performance.now() - before);
  const bytes = all("#listing td.bytes").reduce((sum, cell) => sum + cell.textContent.split(" ").length, 0);
  expect("every byte of the largest function is listed", bytes === size(largest));

  // Search.
  type("main");
  const visible = rows.filter((row) => !row.hidden);
  expect("the search filters", visible.length > 0 && visible.length < rows.length);
  expect("what is left has the word", visible.every((row) => row.textContent.toLowerCase().includes("main")));
  const startSearch = performance.now();
  type("call", "Enter");
  const searched = Math.round(performance.now() - startSearch);
  expect("Enter searches the listings", all("#hits li").length > 10);
  $("#hits a").click();
  expect("a hit opens its listing", all("#listing tr.found").length > 0);
  type("", "Escape");
  expect("Escape ends the search", rows.every((row) => !row.hidden) && all("#hits li").length === 0);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
  expect("/ goes to the search", document.activeElement === $("#search"));

  // Sorting.
  all("#functions th button")[3].click();
  all("#functions th button")[3].click();
  const first = $("#functions tbody tr");
  expect("sorting by size puts the largest first", first === largest);
  expect("the order is told", all("#functions th")[3].getAttribute("aria-sort") === "descending");

  // Light and dark, and contrast by WCAG 2.1 (1.4.3: at least 4.5 to 1).
  const luminance = (color) => {
    const parts = color.match(/[\d.]+/g).slice(0, 3).map((part) => {
      const c = part / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const seen = new Set();
  for (let turn = 0; turn < 2; turn++) {
    const back = getComputedStyle(document.body).backgroundColor;
    seen.add(back);
    for (const selector of ["body", "a[href]", ".digest", "caption", ".legend", "#theme", ".tiles span", "footer"]) {
      const worst = Math.min(...all(selector).map((item) => contrast(getComputedStyle(item).color, back)));
      expect(`contrast of ${selector} on ${back}: ${worst.toFixed(1)}`, worst >= 4.5);
    }
    $("#theme").click();
  }
  expect("there is light and dark", seen.size === 2);

  // What a screen reader needs.
  expect("the language is set", document.documentElement.lang === "en");
  expect("one first heading", all("h1").length === 1);
  expect("pictures have a text", all("svg").every((svg) => svg.getAttribute("role") === "img" && (svg.getAttribute("aria-label") || svg.querySelector("title"))));
  expect("fields have labels", all("input").every((input) => $(`label[for=${input.id}]`)));
  expect("tables have captions or regions", all("table").every((table) => table.caption || table.closest("[aria-label]")));
  expect("columns have scope", all("th").every((head) => head.scope === "col"));
  expect("names are unique", new Set(all("[id]").map((item) => item.id)).size === all("[id]").length);
  expect("the page does not scroll sideways", document.documentElement.scrollWidth <= innerWidth);

  const report = document.createElement("pre");
  report.id = "results";
  report.textContent = [...results, `time opened ${opened} ms, largest listing ${shown} ms, search ${searched} ms`].join("\n");
  document.body.replaceChildren(report);
});
