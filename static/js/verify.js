// A paper to check stays where it is: its SHA-256 is made here, and sent alone.
"use strict";

(() => {
  const form = document.querySelector("form[data-verify]");
  if (!form || !window.crypto?.subtle) return; // then the file is sent, as it says
  const field = form.elements.file;
  form.querySelector("[data-uploaded]").hidden = true;
  form.querySelector("[data-hashed]").hidden = false;

  async function hashed(file) {
    const made = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(made)].map((each) => each.toString(16).padStart(2, "0")).join("");
  }

  form.addEventListener("submit", async (event) => {
    const [file] = field.files;
    if (!file) return;
    event.preventDefault();
    form.elements.sha256.value = await hashed(file);
    field.disabled = true; // what is disabled is not sent
    form.submit();
  });

  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
})();
