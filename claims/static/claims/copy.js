// Copies the text of a button's data-copy, and says so.
"use strict";
for (const button of document.querySelectorAll("[data-copy]")) {
    const words = [...button.childNodes];
    button.hidden = false;
    button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = button.dataset.done;
        window.setTimeout(() => {
            button.replaceChildren(...words);
        }, 2000);
    });
}
