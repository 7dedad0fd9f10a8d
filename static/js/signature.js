// Signing with a finger, a pen or a mouse. Without this, and by keyboard, one types.
//
//   <… data-needs-script hidden>      shown only once this runs
//   <input type="radio" name="mark" value="drawn|typed">
//   <fieldset data-mark="drawn">      shown while that mark is chosen; its fields are
//   <fieldset data-mark="typed">      disabled while it is not
//   <canvas data-signature-pad>  <button type="button" data-signature-clear>
//   <input type="hidden" name="strokes">     lines of [x, y] points in a 600 by 160 box
"use strict";

(() => {
  const WIDTH = 600;
  const HEIGHT = 160;
  const STEP = 2; // points nearer to the last than this say nothing new
  const MOST = 4000; // points

  function start(canvas) {
    const form = canvas.closest("form");
    const field = form.elements.strokes;
    const context = canvas.getContext("2d");
    let strokes = read(field.value);
    let line = null;

    function draw() {
      const ratio = (canvas.clientWidth * (window.devicePixelRatio || 1)) / WIDTH || 1;
      canvas.width = Math.round(WIDTH * ratio);
      canvas.height = Math.round(HEIGHT * ratio);
      context.scale(ratio, ratio);
      context.strokeStyle = getComputedStyle(canvas).color;
      context.lineWidth = 2.5;
      context.lineCap = context.lineJoin = "round";
      for (const stroke of line ? [...strokes, line] : strokes) {
        context.beginPath();
        context.moveTo(...stroke[0]);
        for (const point of stroke) context.lineTo(...point);
        context.stroke();
      }
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

    function keep() {
      field.value = strokes.length ? JSON.stringify(strokes) : "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || line) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      line = [];
      add(event);
      draw();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!line) return;
      for (const each of event.getCoalescedEvents?.() ?? [event]) add(each);
      draw();
    });
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => {
        if (!line) return;
        if (line.length) strokes.push(line);
        line = null;
        keep();
        draw();
      });
    }
    form.querySelector("[data-signature-clear]")?.addEventListener("click", () => {
      strokes = [];
      keep();
      draw();
    });
    new ResizeObserver(draw).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    choose(form);
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
    show();
  }

  function within(value, most) {
    return Math.min(Math.max(Math.round(value), 0), most);
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
