// Whose page this is, and for how long they stay signed in: before anything is sent, it
// is asked whether it may be, so that nothing typed is lost.
"use strict";

(() => {
  const QUIET = 4 * 60 * 1000; // milliseconds between two words to the server
  const WARNING = 2 * 60 * 1000; // before the end
  const door = document.querySelector("[data-alive]"); // the form to sign out
  let heard = Date.now(); // when the session was last made to last
  let asking = null; // the question to the server that is not answered yet
  let waking = 0; // the timer that asks again
  let going = null; // the form that was asked about, and goes

  function tell(text, ...more) {
    const region = document.querySelector(".messages");
    if (!region) return;
    const message = region.querySelector("[data-told]") ?? document.createElement("p");
    message.className = "message message-error";
    message.dataset.told = "";
    message.replaceChildren(text);
    for (const each of more) message.append(" ", each);
    region.append(message);
    region.scrollIntoView({ block: "nearest" });
  }

  function signInAgain() {
    const link = document.createElement("a");
    link.href = door.dataset.door;
    link.target = "_blank";
    link.textContent = "Sign in again in a new tab, then go on here.";
    return link;
  }

  function stayButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-secondary";
    button.textContent = "Stay signed in";
    button.addEventListener("click", async () => {
      const left = await stay();
      if (left && left <= WARNING) {
        tell("Nobody stays signed in for more than 12 hours. Save what you are writing.");
      }
    });
    return button;
  }

  // Asks who is signed in, and until when; or, as someone is at work, for longer.
  function ask(method = "GET") {
    asking ??= answered(method).finally(() => {
      asking = null;
    });
    return asking;
  }

  async function answered(method) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = method === "POST" ? { "X-CSRFToken": token } : {};
    const answer = await fetch(door.dataset.alive, { method, headers, redirect: "manual" });
    clearTimeout(waking);
    if (answer.status >= 500) throw new Error("away");
    if (answer.status !== 204) {
      heard = 0;
      return null;
    }
    if (method === "POST") heard = Date.now(); // to ask alone makes it last no longer
    document.querySelector("[data-told]")?.remove();
    const person = answer.headers.get("X-Signed-In");
    renew(person, answer.headers.get("X-CSRFToken"));
    const left = Number(answer.headers.get("X-Seconds-Left")) * 1000;
    waitUntilShortly(left);
    return { person, left };
  }

  // Whoever signed in again meanwhile: the forms that they opened get the token that fits.
  function renew(person, token) {
    for (const form of document.forms) {
      if (form.elements.opened_by?.value !== person) continue;
      form.elements.csrfmiddlewaretoken.value = token;
    }
  }

  function waitUntilShortly(left) {
    if (left > WARNING) {
      waking = setTimeout(look, left - WARNING);
      return;
    }
    tell("You will be signed out within two minutes unless you go on.", stayButton());
    waking = setTimeout(look, left + 1000);
  }

  // Whether it is still the person who opened ``form``, and says so if it is not.
  async function mayGo(form) {
    const answer = await ask();
    const over = answer?.person !== door.elements.opened_by.value;
    if (over) document.dispatchEvent(new Event("signed-in:over"));
    if (!answer) {
      tell(
        "You have been signed out. What you wrote is still here, and nothing was sent.",
        signInAgain(),
      );
      return false;
    }
    if (answer.person === form.elements.opened_by.value) return true;
    heard = 0;
    const opener = form.dataset.opener ?? door.dataset.opener;
    tell(
      `This page was opened by ${opener}, and someone else is signed in now. ` +
        "What was typed is still here, and nothing was sent. " +
        `To go on, sign out in another tab, where ${opener} signs in again.`,
    );
    return false;
  }

  async function look() {
    try {
      return await mayGo(door);
    } catch {
      heard = 0; // no network: try again at the next key
      return false;
    }
  }

  async function stay() {
    if (!(await look())) return 0;
    try {
      return (await ask("POST"))?.left ?? 0;
    } catch {
      return 0;
    }
  }

  async function send(form, submitter) {
    try {
      if (!(await mayGo(form))) return;
      going = form;
      form.requestSubmit(submitter); // which may find that something is missing
      going = null;
    } catch {
      heard = 0;
      tell("There is no connection. What you wrote is still here; send it again.");
    }
  }

  // 401: the session has ended. 403: someone has signed in since.
  async function notRefreshed(event) {
    const ended = [401, 403].includes(event.detail.xhr?.status);
    if (ended && door && !(await look())) return;
    tell("This part of the page could not be brought up to date. Try it once more.");
  }
  document.addEventListener("htmx:responseError", notRefreshed);
  document.addEventListener("htmx:sendError", notRefreshed);
  if (!door) return;

  // Typing is activity: the session must not end under someone's hands.
  document.addEventListener("input", () => {
    if (!asking && Date.now() - heard >= QUIET) stay();
  });

  const waiting = new WeakSet(); // forms that are asked about
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.closest("main") || !form.elements.opened_by) return;
    if (going === form) return;
    event.preventDefault();
    if (waiting.has(form)) return;
    waiting.add(form);
    await send(form, event.submitter);
    waiting.delete(form);
  });

  waitUntilShortly(Number(door.dataset.lasts) * 1000);
})();
