// Says within seconds that somebody else has changed what one is looking at.
"use strict";
{
    const PAUSE = 5000;
    const note = document.getElementById("changed-note");

    async function look() {
        const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
        const headers = {"X-CSRFToken": token, "Accept": "application/json"};
        const body = new URLSearchParams({version: note.dataset.version});
        const answer = await fetch(note.dataset.address, {method: "POST", headers, body}).catch(() => null);
        if (answer?.ok) {
            const now = await answer.json();
            if (String(now.version) !== note.dataset.version) {
                note.querySelector("span").textContent = now.text;
                note.hidden = false;
                return;
            }
            document.getElementById("others").textContent = now.others;
        }
        window.setTimeout(look, PAUSE);
    }

    if (note) {
        look();
    }
}
