// The signing room: left alone, it is wiped; what other tabs still show of the staff's
// pages goes.
//
//   <body data-idle="301">            seconds without a touch, after which the server is asked
//   <script data-room="/room/">       where that is
"use strict";

(() => {
  const room = document.currentScript.dataset.room;
  new BroadcastChannel("signing-room").postMessage(room);

  // A page that a browser kept whole may be an older one.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.replace(room);
  });

  const ASK = 60 * 1000; // milliseconds between two words to the server, while someone types
  let timer = 0;
  let told = 0;

  function wait() {
    const idle = Number(document.body.dataset.idle) * 1000;
    if (!idle) return;
    clearTimeout(timer);
    timer = setTimeout(() => location.replace(room), idle);
  }

  function touched() {
    wait();
    if (Date.now() - told < ASK) return;
    told = Date.now();
    fetch(room, { method: "HEAD", redirect: "manual" }).catch(() => {});
  }

  addEventListener("DOMContentLoaded", () => {
    wait();
    document.querySelector(".problems")?.focus(); // heard first by whoever cannot see it
  });
  for (const touch of ["input", "pointerdown", "keydown", "scroll"]) {
    addEventListener(touch, touched, { passive: true });
  }
})();
