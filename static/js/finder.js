// Whoever is found while typing is reached by the arrow keys, down from where it is typed
// and up again; Enter goes there, and Escape has done. They stay links, for Tab as well.
"use strict";

(() => {
  const finders = [...document.querySelectorAll("[type=search][hx-target]")].map((input) => ({
    input,
    found: document.querySelector(input.getAttribute("hx-target")),
  }));

  function clear(input) {
    input.focus();
    if (!input.value) return;
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    const finder = finders.find(({ input, found }) => at === input || found.contains(at));
    if (!finder) return;
    const stops = [finder.input, ...finder.found.querySelectorAll("li a")];
    const place = stops.indexOf(at);
    if (event.key === "Escape") clear(finder.input);
    else if (event.key === "ArrowDown") stops[place + 1]?.focus();
    else if (event.key === "ArrowUp" && place > 0) stops[place - 1].focus();
    else {
      if (event.key.length === 1) finder.input.focus(); // typing goes on
      return;
    }
    event.preventDefault();
  });
})();
