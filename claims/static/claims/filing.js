// While a claim is typed: shows claims that are like it, and how its figures are read. Ctrl+Enter saves.
"use strict";
{
    const PAUSE = 400;
    const form = document.querySelector("form[data-like]");
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;

    function later(task) {
        let timer;
        return () => {
            window.clearTimeout(timer);
            timer = window.setTimeout(task, PAUSE);
        };
    }

    async function ask(address, values) {
        const answer = await fetch(address, {
            method: "POST",
            headers: {"X-CSRFToken": token, "Accept": "application/json"},
            body: new URLSearchParams(values),
        });
        return answer.ok ? answer.json() : null;
    }

    const text = document.getElementById("id_text");
    const list = document.querySelector("#like ul");
    const empty = document.querySelector("#like .empty");
    text.addEventListener("input", later(async () => {
        const found = await ask(form.dataset.like, {text: text.value});
        if (!found) {
            return;
        }
        list.replaceChildren(...found.claims.map((claim) => {
            const item = document.createElement("li");
            const link = document.createElement("a");
            link.href = claim.address;
            link.textContent = claim.text;
            item.append(link);
            return item;
        }));
        if (empty) {
            empty.hidden = found.claims.length > 0;
        }
    }));

    const figures = document.getElementById("id_figures");
    const shown = document.getElementById("figures-read");
    figures.addEventListener("input", later(async () => {
        const language = document.getElementById("id_language")?.value ?? "";
        const found = await ask(form.dataset.figures, {figures: figures.value, language});
        if (found) {
            shown.innerHTML = found.html;
        }
    }));

    form.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            form.querySelector("[name=_next]").click();
        }
    });
}
