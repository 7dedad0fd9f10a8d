// Small comforts. Every page works without them.
"use strict";

(() => {
  document.documentElement.classList.add("scripted");

  const QUIET = 4 * 60 * 1000; // milliseconds between two words to the server
  let heard = Date.now();

  function tell(text) {
    const region = document.querySelector(".messages");
    if (!region || region.querySelector("[data-told]")) return;
    const message = document.createElement("p");
    message.className = "message message-error";
    message.dataset.told = "";
    message.textContent = text;
    region.append(message);
    region.scrollIntoView({ block: "nearest" });
  }

  // Typing is activity: the session must not end under someone's hands.
  async function keepAlive() {
    const form = document.querySelector("form[data-alive]");
    if (!form || Date.now() - heard < QUIET) return;
    heard = Date.now();
    const token = form.elements.csrfmiddlewaretoken.value;
    try {
      const answer = await fetch(form.dataset.alive, {
        method: "POST",
        headers: { "X-CSRFToken": token },
        redirect: "manual",
      });
      if (answer.status !== 204) {
        tell("You have been signed out. Copy what you wrote, then open this page again.");
      }
    } catch {
      heard = 0; // no network: try again at the next key
    }
  }
  document.addEventListener("input", keepAlive);

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

  // Whoever cannot see the page change hears first what is wrong with the form.
  function showProblems() {
    document.querySelector(".problems")?.focus();
  }
  document.addEventListener("DOMContentLoaded", showProblems);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.querySelector?.(".problems")) showProblems();
  });

  function notRefreshed() {
    tell("This part of the page could not be brought up to date. Load the page again.");
  }
  document.addEventListener("htmx:responseError", notRefreshed);
  document.addEventListener("htmx:sendError", notRefreshed);
})();
