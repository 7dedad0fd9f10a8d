// Small comforts. Every page works without them.
"use strict";

(() => {
  document.documentElement.classList.add("scripted");

  // "/" goes to the search, unless it is being typed.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const search = document.getElementById("find");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  // A page that the browser kept whole shows what may no longer be shown.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });

  // Another tab was handed over to be signed: this one shows nothing of ours meanwhile.
  new BroadcastChannel("signing-room").addEventListener("message", ({ data }) => {
    window.location.replace(data);
  });

  // The answer to a form that is kept: going back to it leads to the form, filled in.
  const kept = document.querySelector("main [data-kept]");
  if (kept) history.replaceState(null, "", kept.dataset.kept);

  // Whoever cannot see the page change hears first what is wrong with the form.
  function showProblems() {
    document.querySelector(".problems")?.focus();
  }
  document.addEventListener("DOMContentLoaded", showProblems);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.querySelector?.(".problems")) showProblems();
  });
})();
