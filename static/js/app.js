// Small comforts. Every page works without them.
"use strict";

(() => {
  document.documentElement.classList.add("scripted");

  const QUIET = 4 * 60 * 1000; // milliseconds between two words to the server
  let heard = Date.now();
  let asking = null; // the question to the server that is not answered yet

  function tell(text, link = "") {
    const region = document.querySelector(".messages");
    if (!region) return;
    const message = region.querySelector("[data-told]") ?? document.createElement("p");
    message.className = "message message-error";
    message.dataset.told = "";
    message.textContent = text;
    region.append(message);
    if (link) {
      const door = document.createElement("a");
      door.href = document.querySelector("[data-door]").dataset.door;
      door.target = "_blank";
      door.textContent = link;
      message.append(" ", door);
    }
    region.scrollIntoView({ block: "nearest" });
  }

  function signedOut() {
    heard = 0;
    tell(
      "You have been signed out. What you wrote is still here, and nothing was sent.",
      "Sign in again in a new tab, then go on here.",
    );
  }

  // Asks whether the session lasts, which makes it last. Signed in again meanwhile, the
  // forms that are open here get the token that now fits.
  function isSignedIn() {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function ask() {
    const door = document.querySelector("[data-alive]");
    const answer = await fetch(door.dataset.alive, { redirect: "manual" });
    if (answer.status !== 204) {
      signedOut();
      return false;
    }
    const token = answer.headers.get("X-CSRFToken");
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((input) => {
      input.value = token;
    });
    document.querySelector("[data-told]")?.remove();
    heard = Date.now();
    return true;
  }

  function isQuiet() {
    if (!document.querySelector("[data-alive]")) return false;
    return asking || Date.now() - heard >= QUIET;
  }

  // Typing is activity: the session must not end under someone's hands.
  async function keepAlive() {
    if (!isQuiet()) return;
    try {
      await isSignedIn();
    } catch {
      heard = 0; // no network: try again at the next key
    }
  }
  document.addEventListener("input", keepAlive);

  // A form that was open for long is sent only while there is a session to take it: the
  // door would lose what was typed.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.closest("main") || !isQuiet()) return;
    event.preventDefault();
    try {
      if (await isSignedIn()) form.requestSubmit(event.submitter);
    } catch {
      heard = 0;
      tell("There is no connection. What you wrote is still here; send it again.");
    }
  });

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

  // The answer to a form that is kept: going back to it leads to the form, filled in.
  if (document.querySelector("main [data-kept]")) {
    history.replaceState(null, "", window.location.href);
  }

  // Whoever cannot see the page change hears first what is wrong with the form.
  function showProblems() {
    document.querySelector(".problems")?.focus();
  }
  document.addEventListener("DOMContentLoaded", showProblems);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.querySelector?.(".problems")) showProblems();
  });

  // 401: the session has ended. 403: someone has signed in since, and the token is old.
  async function notRefreshed(event) {
    if ([401, 403].includes(event.detail.xhr?.status)) {
      try {
        if (!(await isSignedIn())) return;
      } catch {
        // No network: as below.
      }
    }
    tell("This part of the page could not be brought up to date. Try it once more.");
  }
  document.addEventListener("htmx:responseError", notRefreshed);
  document.addEventListener("htmx:sendError", notRefreshed);
})();
