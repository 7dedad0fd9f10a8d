// The last day sheet stays readable without network: as it is printed, with initials, no
// link, no form and no script in it. Gone with whoever opened it, who signs out or is signed
// out, and after as many hours as anybody may stay signed in.
"use strict";

(() => {
  if (!window.caches || !navigator.serviceWorker) return; // only over https, or from this machine
  const NAME = "day-sheet"; // as in the worker, which answers without network
  const HOURS = 12;
  const POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  const door = document.querySelector("[data-alive]");
  const opener = door?.elements.opened_by?.value;
  const notice = document.querySelector("[data-worker]"); // stands on day sheets alone
  const drop = () => caches.delete(NAME);

  async function dropAnothers() {
    const kept = await caches.match("/day/", { cacheName: NAME });
    if (kept && kept.headers.get("X-Opened-By") !== opener) await drop();
  }

  function asPrinted() {
    const paper = document.cloneNode(true);
    const main = paper.querySelector("main");
    const says = paper.querySelector("[data-worker]");
    says.hidden = false;
    main.replaceChildren(main.querySelector("h1"), says, ...main.querySelectorAll("[data-sheet]"));
    paper.body.replaceChildren(main);
    const needed = "meta[charset], meta[name=viewport], meta[name=color-scheme], title, link[rel=stylesheet]";
    for (const each of paper.head.querySelectorAll(`:not(${needed})`)) each.remove();
    for (const each of main.querySelectorAll("form, script, .d-print-none")) each.remove();
    for (const each of main.querySelectorAll(".d-print-inline")) each.classList.remove("d-none");
    for (const each of main.querySelectorAll("a")) each.replaceWith(...each.childNodes);
    return `<!doctype html>${paper.documentElement.outerHTML}`;
  }

  // What it is drawn with.
  async function looks() {
    await document.fonts.ready;
    const styles = [...document.querySelectorAll("link[rel=stylesheet]")].map(({ href }) => href);
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    return [...styles, ...new Set(loaded.filter((name) => /\.(ttf|woff2?)$/.test(name)))];
  }

  async function keep() {
    const headers = {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": POLICY,
      "X-Opened-By": opener,
      "X-Until": Date.now() + HOURS * 60 * 60 * 1000,
    };
    const sheet = new Response(asPrinted(), { headers });
    await dropAnothers(); // one's own last one stands until this takes its place
    const cache = await caches.open(NAME);
    await cache.put("/day/", sheet);
    await cache.addAll(await looks());
    await navigator.serviceWorker.register(notice.dataset.worker);
  }

  document.addEventListener("signed-in:over", drop);
  door?.addEventListener("submit", drop);
  // A browser that has no room, or keeps nothing, does without.
  (opener ? (notice ? keep() : dropAnothers()) : drop()).catch(() => drop());
})();
