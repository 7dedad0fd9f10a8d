// Beside each date field, its day in the page's own words: Thu, Dec 17, 2026. What the
// field itself shows is in the order of whoever set up the browser.
"use strict";

(() => {
  const words = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "short",
    month: "short",
    day: "numeric",
    year: "numeric",
    timeZone: "UTC", // in which a field has its day
  });

  function beside(field) {
    const id = `${field.id}_day`;
    const there = document.getElementById(id);
    if (there) return there;
    const day = document.createElement("div");
    day.id = id;
    day.className = "form-text day-in-words";
    field.after(day);
    const described = field.getAttribute("aria-describedby");
    field.setAttribute("aria-describedby", described ? `${described} ${id}` : id);
    return day;
  }

  function say(field) {
    const day = field.valueAsDate; // of what is no date yet, null
    beside(field).textContent = day ? words.format(day) : "";
  }

  function sayAll() {
    document.querySelectorAll("input[type=date]").forEach(say);
  }
  document.addEventListener("input", (event) => {
    if (event.target.matches("input[type=date]")) say(event.target);
  });
  window.addEventListener("pageshow", sayAll); // what the browser filled in itself
  sayAll();
})();
