// A form that a passkey answers: the browser is asked, and its answer is sent.
"use strict";

(() => {
  const REFUSED = "Nothing was shown. Try again, or take another way.";

  async function options(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const body = new FormData(form);
    body.delete(form.dataset.passkey);
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  async function made(asked, alone) {
    const wanted = asked.publicKey.authenticatorSelection;
    wanted.residentKey = alone ? "required" : "discouraged";
    wanted.requireResidentKey = alone;
    if (alone) wanted.userVerification = "required";
    return window.webauthnJSON.create(asked);
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const field = form.elements[form.dataset.passkey];
    const problem = form.querySelector("[data-problem]");
    if (!window.PublicKeyCredential) {
      problem.textContent = "This browser has no passkeys, or not at this address.";
      form.querySelector("button").disabled = true;
      continue;
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.textContent = "";
      try {
        const asked = await options(form);
        const answer = "makes" in form.dataset
          ? await made(asked, form.elements.passwordless.checked)
          : await window.webauthnJSON.get(asked);
        field.value = JSON.stringify(answer);
        form.submit();
      } catch {
        problem.textContent = REFUSED;
      }
    });
  }
})();
