// A button beside what readers copy. Everything else works without a script.
(() => {
  "use strict";

  function button(box, text) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = box.dataset.copy;
    made.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
      } catch {
        return; // the browser does not allow it: the text can be marked and copied by hand
      }
      made.textContent = box.dataset.copied;
      setTimeout(() => { made.textContent = box.dataset.copy; }, 2000);
    });
    made.setAttribute("aria-live", "polite");
    return made;
  }

  if (!navigator.clipboard) return;
  for (const box of document.querySelectorAll("[data-copy]")) {
    const field = box.querySelector("textarea");
    box.append(button(box, () => (field ? field.value : `${box.querySelector("code").textContent}\n`)));
  }
})();
