// Signing with a finger, a pen or a mouse. Without this, and by keyboard, one types.
//
//   <… data-needs-script hidden>      shown only once this runs
//   <input type="radio" name="mark" value="drawn|typed">
//   <fieldset data-mark="drawn">      shown while that mark is chosen; its fields are
//   <fieldset data-mark="typed">      disabled while it is not
//   <canvas data-signature-pad>  <button type="button" data-signature-clear>
//     data-least-reach  data-not-drawn  data-too-small       of a mark, and what to say
//   <input type="hidden" name="strokes">     lines of [x, y] points in a 600 by 240 box
"use strict";

(() => {
  const WIDTH = 600;
  const HEIGHT = 240;
  const STEP = 2; // points nearer to the last than this say nothing new
  const MOST = 4000; // points
  const INK = 2.5; // the width of a line

  function start(canvas) {
    const form = canvas.closest("form");
    const field = form.elements.strokes;
    const context = canvas.getContext("2d");
    let strokes = read(field.value);
    let hand = null; // the one pointer that draws
    let line = []; // what it has drawn since it came down
    let cut = null; // a finger's line that the system ended: it may have been a palm
    let penned = false; // since the pad was empty: fingers are palms now

    function draw() {
      const ratio = (canvas.clientWidth * (window.devicePixelRatio || 1)) / WIDTH || 1;
      canvas.width = Math.round(WIDTH * ratio);
      canvas.height = Math.round(HEIGHT * ratio);
      context.scale(ratio, ratio);
      context.strokeStyle = context.fillStyle = getComputedStyle(canvas).color;
      context.lineWidth = INK;
      context.lineCap = context.lineJoin = "round";
      for (const stroke of [...strokes, line]) {
        if (stroke.length) ink(stroke);
      }
    }

    function ink(stroke) {
      context.beginPath();
      for (const point of stroke) context.lineTo(...point);
      context.stroke();
      if (stroke.length > 1) return;
      // A line to where it starts is a speck, or nothing at all: it depends on the browser.
      context.beginPath();
      context.arc(...stroke[0], INK, 0, 2 * Math.PI);
      context.fill();
    }

    function place(event) {
      const box = canvas.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * WIDTH;
      const y = ((event.clientY - box.top) / box.height) * HEIGHT;
      return [within(x, WIDTH), within(y, HEIGHT)];
    }

    function add(event) {
      const point = place(event);
      const last = line.at(-1);
      const near = last && Math.hypot(point[0] - last[0], point[1] - last[1]) < STEP;
      if (!near && strokes.flat().length + line.length < MOST) line.push(point);
    }

    function check() {
      const { leastReach, notDrawn, tooSmall } = canvas.dataset;
      const short = strokes.length ? tooSmall : notDrawn;
      const wrong = reach(strokes) < leastReach ? short : "";
      for (const radio of form.querySelectorAll("[name=mark]")) {
        radio.setCustomValidity(radio.checked && radio.value === "drawn" ? wrong : "");
      }
    }

    function keep() {
      check();
      field.value = strokes.length ? JSON.stringify(strokes) : "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function mayDraw(event) {
      if (event.button !== 0) return false;
      if (event.pointerType === "pen") return !hand || hand.pointerType === "touch";
      return !hand && !(event.pointerType === "touch" && penned);
    }

    canvas.addEventListener("pointerdown", (event) => {
      if (!mayDraw(event)) return;
      event.preventDefault();
      if (event.pointerType === "pen") {
        strokes = strokes.filter((stroke) => stroke !== cut);
        penned = true;
      }
      hand = event;
      line = [];
      add(event);
      draw();
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (event.pointerId !== hand?.pointerId) return;
      // Some browsers list none of the moves that an event stands for.
      const moves = event.getCoalescedEvents?.() ?? [];
      for (const each of moves.length ? moves : [event]) add(each);
      draw();
    });
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, (event) => {
        if (event.pointerId !== hand?.pointerId) return;
        if (line.length) strokes.push(line);
        if (end === "pointercancel" && hand.pointerType === "touch") cut = line;
        hand = null;
        line = [];
        keep();
        draw();
      });
    }
    form.querySelector("[data-signature-clear]")?.addEventListener("click", () => {
      strokes = [];
      hand = null;
      line = [];
      penned = false;
      keep();
      draw();
    });
    new ResizeObserver(draw).observe(canvas);
    addEventListener("resize", draw); // a screen of other density alters no box
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    for (const radio of form.querySelectorAll("[name=mark]")) {
      radio.addEventListener("change", check);
    }
    choose(form);
    check();
  }

  function choose(form) {
    for (const part of form.querySelectorAll("[data-needs-script]")) part.hidden = false;
    function show() {
      const mark = form.querySelector("[name=mark]:checked")?.value;
      for (const part of form.querySelectorAll("[data-mark]")) {
        part.hidden = part.disabled = part.dataset.mark !== mark;
      }
    }
    for (const radio of form.querySelectorAll("[name=mark]")) {
      radio.addEventListener("change", show);
    }
    offerThePad();
    show();

    // Whoever has a finger on the screen looks for a pad; what is typed counts alike.
    function offerThePad() {
      const typed = form.querySelector("[name=mark][value=typed]:checked");
      if (!typed || form.elements.typed_name.value || form.querySelector(".is-invalid")) return;
      if (!matchMedia("(pointer: coarse)").matches) return;
      form.querySelector("[name=mark][value=drawn]").checked = true;
    }
  }

  function within(value, most) {
    return Math.min(Math.max(Math.round(value), 0), most);
  }

  // As releases/signing/drawing.py measures it, which has the last word.
  function reach(strokes) {
    function span(line, axis) {
      const values = line.map((point) => point[axis]);
      return Math.max(...values) - Math.min(...values);
    }
    return strokes.reduce((sum, line) => sum + Math.hypot(span(line, 0), span(line, 1)), 0);
  }

  function read(text) {
    try {
      const strokes = JSON.parse(text);
      return Array.isArray(strokes) ? strokes.filter((stroke) => stroke.length) : [];
    } catch {
      return [];
    }
  }

  document.querySelectorAll("canvas[data-signature-pad]").forEach(start);
})();
