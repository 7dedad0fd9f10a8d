// The week: a session is moved by dragging it, with a finger once it rests on it, or with
// the keyboard; week_asked.js asks whether it may be.
"use strict";

(() => {
  const STEP = 5; // minutes a row
  const SNAP = 3; // rows: a quarter of an hour
  const FAR = 6; // pixels: less is a click
  const REST = 400; // milliseconds a finger rests on what it takes
  const HELP = "Arrow keys move it, Enter asks for that time, Escape puts it back.";
  let taken = null; // what is being moved: the block, where it was, how it was taken

  const grid = () => document.querySelector(".week:not(.week-lists)");
  const busy = () => grid().ariaBusy === "true"; // the server is asked
  const isLaid = () => grid() && getComputedStyle(grid()).display === "grid"; // no list
  const days = () => [...grid().querySelectorAll(".week-day")];
  const list = (day) => day.querySelector(".week-appts");
  const rowOf = (block) => Number(/(?:^| )from-(\d+)/.exec(block.className)[1]);
  const rows = () => grid().querySelectorAll(".week-hours > li").length * (60 / STEP);

  function clock(row) {
    const minutes = grid().dataset.opens * 60 + (row - 1) * STEP;
    return [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, "0")).join(":");
  }

  function said(block) {
    const [hour, minute] = clock(rowOf(block)).split(":");
    const day = block.closest(".week-day").querySelector(".day-head").firstChild;
    return `${day.textContent.trim()}, ${hour % 12 || 12}:${minute} ${hour < 12 ? "am" : "pm"}`;
  }

  const place = (block) => ({ day: block.closest(".week-day"), row: rowOf(block) });

  function put(block, { day, row }) {
    const last = rows() - Math.ceil(block.dataset.minutes / STEP) + 1;
    const within = Math.max(1, Math.min(row, last));
    block.className = block.className.replace(/from-\d+/, `from-${within}`);
    if (block.closest(".week-day") !== day) list(day).append(block);
    block.dataset.at = said(block);
  }

  // As week_asked.js says it.
  const tell = (text) => document.dispatchEvent(new CustomEvent("week:said", { detail: text }));

  // The block is where it was left: it is asked for, or put back.
  function drop() {
    const { block, was } = taken;
    const { day, row } = place(block);
    release();
    if (day === was.day && row === was.row) return;
    const detail = {
      block,
      words: said(block),
      now: [day.dataset.day, clock(row)],
      before: [was.day.dataset.day, clock(was.row)],
      putBack: () => putBack(block, was),
    };
    document.dispatchEvent(new CustomEvent("week:moved", { detail }));
  }

  function putBack(block, was) {
    put(block, was);
    delete block.dataset.at;
  }

  function take(block, how) {
    taken = { block, was: place(block), ...how };
    grid().classList.add("moving");
    block.classList.add("taken");
    block.dataset.at = said(block);
  }

  function release() {
    grid().classList.remove("moving");
    taken.block.classList.remove("taken");
    taken = null;
  }

  function leave() {
    const { block, was } = taken;
    release();
    putBack(block, was);
    tell("It is back where it was.");
    block.querySelector("a").focus();
  }

  // With the mouse or a pen. A finger that moves at once scrolls.
  let pressed = null;
  let resting = 0; // what waits for a finger to rest
  document.addEventListener("pointerdown", (event) => {
    const block = event.target.closest?.("[data-moves]");
    if (!block || !isLaid() || busy() || taken || event.button || !event.isPrimary) return;
    if (event.target.closest("button")) return;
    const grab = event.clientY - block.getBoundingClientRect().top;
    const finger = event.pointerType === "touch";
    pressed = { block, x: event.clientX, y: event.clientY, grab, finger };
    if (finger) resting = setTimeout(() => take(block, { by: "pointer" }), REST);
  });

  document.addEventListener("pointermove", (event) => {
    if (!pressed) return;
    const { block, x, y, grab, finger } = pressed;
    if (!taken && Math.hypot(event.clientX - x, event.clientY - y) < FAR) return;
    if (!taken && finger) return lift();
    if (!taken) take(block, { by: "pointer" });
    const day = days().find((each) => event.clientX < each.getBoundingClientRect().right) ?? days().at(-1);
    const lines = list(day);
    const five = Number.parseFloat(getComputedStyle(lines).gridAutoRows);
    const from = (event.clientY - grab - lines.getBoundingClientRect().top) / five;
    put(block, { day, row: Math.round(from / SNAP) * SNAP + 1 });
    const edge = grid().getBoundingClientRect();
    if (event.clientY > edge.bottom - 24) grid().scrollTop += 12;
    if (event.clientY < edge.top + 64) grid().scrollTop -= 12;
  });

  function lift() {
    clearTimeout(resting);
    pressed = null;
  }

  document.addEventListener("pointerup", () => {
    lift();
    if (taken?.by !== "pointer") return;
    const stop = (event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", stop, { capture: true }));
    drop();
  });

  document.addEventListener("pointercancel", () => {
    lift();
    if (taken?.by === "pointer") leave();
  });

  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.("[data-moves]")) event.preventDefault();
  });

  // What is taken with a finger is moved: nothing scrolls, and no menu opens over it.
  document.addEventListener("contextmenu", (event) => {
    if (pressed?.finger) event.preventDefault();
  });

  function holdStill(event) {
    if (taken?.by === "pointer" && event.cancelable) event.preventDefault();
  }

  // With the keyboard.
  function takeByKeys(block) {
    if (!grid() || busy() || taken) return;
    take(block, { by: "keys" });
    block.querySelector("a").focus();
    tell(`Moving the session of ${said(block)}. ${HELP}`);
  }

  const QUARTERS = { ArrowUp: -SNAP, ArrowDown: SNAP };
  const DAYS = { ArrowLeft: -1, ArrowRight: 1 };

  function step(key) {
    const { block } = taken;
    const { day, row } = place(block);
    const beside = days()[days().indexOf(day) + (DAYS[key] ?? 0)] ?? day;
    put(block, { day: beside, row: row + (QUARTERS[key] ?? 0) });
    block.querySelector("a").focus();
    block.scrollIntoView({ block: "nearest" });
    tell(said(block));
  }

  // Among the empty half hours: up and down the day, and to the next.
  function among(slot, key) {
    const day = slot.closest(".week-day");
    const there = days()[days().indexOf(day) + (DAYS[key] ?? 0)] ?? day;
    const slots = [...there.querySelectorAll(".slot")];
    const row = rowOf(slot) + 2 * (QUARTERS[key] ?? 0);
    const next = DAYS[key] ? slots.find((each) => rowOf(each) >= row) : slots[slots.indexOf(slot) + Math.sign(QUARTERS[key])];
    next?.querySelector("a").focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !grid()) return;
    const arrow = event.key in QUARTERS || event.key in DAYS;
    if (taken?.by === "keys" || (taken && event.key === "Escape")) {
      if (arrow) step(event.key);
      else if (event.key === "Enter") drop();
      else if (event.key === "Escape" || event.key === "Tab") leave();
      else return;
      lift();
      if (event.key !== "Tab") event.preventDefault();
      return;
    }
    const block = event.target.closest?.("[data-moves]");
    const slot = event.target.closest?.(".slot");
    if (block && event.key === "m" && event.target.matches("a")) takeByKeys(block);
    else if (slot && arrow) among(slot, event.key);
    else return;
    event.preventDefault();
  });

  // What only scripts can do; and where to begin.
  function prepare() {
    for (const block of grid().querySelectorAll("[data-moves]")) {
      const move = document.createElement("button");
      move.type = "button";
      move.className = "appt-move";
      move.textContent = "Move";
      const what = document.createElement("span");
      what.className = "visually-hidden";
      what.textContent = ` ${block.querySelector("b").textContent.trim()}`;
      move.append(what);
      move.addEventListener("click", () => takeByKeys(block));
      block.append(move);
      block.querySelector("a").setAttribute("aria-keyshortcuts", "m");
    }
    grid().addEventListener("touchmove", holdStill, { passive: false });
    for (const slot of grid().querySelectorAll(".slot ~ .slot > a")) slot.tabIndex = -1;
  }

  if (!grid()) return;
  prepare();
  document.addEventListener("week:anew", prepare);
  const first = Math.min(...[...grid().querySelectorAll(".appt")].map(rowOf));
  const five = Number.parseFloat(getComputedStyle(list(days()[0])).gridAutoRows);
  if (Number.isFinite(first)) grid().scrollTop = Math.max(0, first - 1 - 60 / STEP) * five;
})();
