// A session was moved in the week (week.js): asks the page that moves it, as if its form
// had been filled in there. A refusal puts the block back, and says why and what would help.
"use strict";

(() => {
  const UNDO = 10 * 1000; // milliseconds

  const grid = () => document.querySelector(".week");

  function tell(text, ...more) {
    const region = document.querySelector(".week-said");
    region.replaceChildren(text);
    for (const each of more) region.append(" ", each);
  }

  function button(text, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-sm btn-outline-secondary";
    made.textContent = text;
    made.addEventListener("click", press);
    return made;
  }

  // What the server would not have, in its own words, with what would help.
  function refuse(why, url) {
    tell("Nothing was moved.");
    document.getElementById("refused")?.remove();
    const shown = document.createElement("div");
    shown.id = "refused";
    shown.tabIndex = -1;
    shown.setAttribute("role", "alert");
    why.querySelector("[autofocus]")?.removeAttribute("autofocus");
    shown.append(why.matches(".blocked") ? document.importNode(why, true) : sentences(why, url));
    shown.append(button("Close", () => shown.remove()));
    grid().before(shown);
    shown.focus();
  }

  // What is wrong with the form, of which there is none here.
  function sentences(why, url) {
    const panel = document.createElement("section");
    panel.className = "panel blocked";
    const head = document.createElement("h2");
    head.textContent = "This session was not moved";
    const said = [...why.querySelectorAll("li")].map((each) => each.textContent.trim());
    const lines = said.length ? said : [why.textContent.trim()];
    panel.append(head, ...lines.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    const link = document.createElement("a");
    link.href = url;
    link.textContent = "Choose another time for it";
    panel.append(link);
    return panel;
  }

  async function read(response) {
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }

  // Asks to move the session of ``url``. Where it was moved, gives the words for it, and
  // ``despite``: why it was where it was, which is no reason for where it is now.
  async function ask(url, day, start, version, despite) {
    const page = await read(await fetch(url));
    const form = page.getElementById("moving");
    if (!form) {
      tell("Nothing was moved: you have been signed out, or it can no longer be moved.");
      return {};
    }
    const before = form.elements.despite.value;
    const sent = new URLSearchParams(new FormData(form));
    // What this page showed, and whose it is, must still hold.
    const whose = document.querySelector(".signed-in [name=opened_by]").value;
    const fields = { date: day, start, version, despite, opened_by: whose };
    for (const [name, value] of Object.entries(fields)) sent.set(name, value);
    const response = await fetch(url, { method: "POST", body: sent });
    const answer = await read(response);
    const moved = answer.querySelector(".message-success");
    if (response.redirected && moved) return { words: moved.textContent.trim(), despite: before };
    const why = answer.querySelector(".blocked, .problems, .message-error");
    if (why) refuse(why, url);
    else tell("Nothing was moved. Open the session to see why.");
    return {};
  }

  // The week anew, as it is now, where it was scrolled to.
  async function refresh(url) {
    const page = await read(await fetch(window.location.href));
    const [old, fresh] = [grid(), page.querySelector(".week")];
    if (!fresh) return null;
    const top = old.scrollTop;
    old.replaceWith(document.importNode(fresh, true));
    document.dispatchEvent(new CustomEvent("week:anew"));
    grid().scrollTop = top;
    const block = grid().querySelector(`[data-moves="${url}"]`);
    block?.querySelector("a").focus({ preventScroll: true });
    return block;
  }

  async function go(url, day, start, version, why = "") {
    grid().ariaBusy = "true";
    try {
      const { words, despite } = await ask(url, day, start, version, why);
      return { words, despite, block: words ? await refresh(url) : null };
    } catch {
      tell("The connection was lost. Load this page again to see whether it was moved.");
      return {};
    } finally {
      grid().ariaBusy = "false";
    }
  }

  function offerUndo({ words, despite, block }, url, before) {
    document.getElementById("refused")?.remove();
    const undo = button("Undo", async () => {
      undo.remove();
      const back = await go(url, ...before, block?.dataset.version ?? "", despite);
      if (back.words) tell(back.words);
    });
    tell(words, undo);
    setTimeout(() => undo.remove(), UNDO);
  }

  document.addEventListener("week:moved", async ({ detail }) => {
    const { block, words, now, before, putBack } = detail;
    const url = block.dataset.moves;
    tell(`Asking for ${words} …`);
    block.classList.add("asked");
    const moved = await go(url, ...now, block.dataset.version);
    block.classList.remove("asked");
    if (moved.words) offerUndo(moved, url, before);
    else putBack();
  });

  document.addEventListener("week:said", ({ detail }) => tell(detail));
})();
