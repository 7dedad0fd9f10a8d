// Times are the practice's. For whoever looks from where clocks show another, theirs beside
// it: in each time.own-time[datetime], which is empty and hidden until then.
"use strict";

(() => {
  const { lang, dataset } = document.documentElement;
  const theirs = dataset.zone;
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = { weekday: "short", month: "short", day: "numeric" };
  const clock = { hour: "numeric", minute: "2-digit" };

  const shown = (options, zone) => new Intl.DateTimeFormat(lang, { ...options, timeZone: zone });
  const differs = (at, options) => shown(options, own).format(at) !== shown(options, theirs).format(at);
  // As the page itself says it: 3:00–3:50 pm.
  const quiet = (text) => text.replace(/\s*–\s*/, "–").replace(/\s*([AP])M/g, (_, half) => ` ${half.toLowerCase()}m`);

  function say(time) {
    const at = new Date(time.dateTime);
    time.hidden = !differs(at, { ...day, ...clock });
    if (time.hidden) return;
    const until = time.dataset.until && new Date(time.dataset.until);
    const hours = shown(clock, own);
    const when = until ? hours.formatRange(at, until) : hours.format(at);
    const on = differs(at, day) ? `${shown(day, own).format(at)}, ` : "";
    if (!time.textContent) time.before(" "); // where a line may break
    time.textContent = `${on}${quiet(when)} your time`;
  }

  const sayAll = (within) => within.querySelectorAll(".own-time").forEach(say);
  document.addEventListener("htmx:load", ({ target }) => sayAll(target.parentElement ?? target));
  document.addEventListener("week:anew", () => sayAll(document));
  sayAll(document);
})();
