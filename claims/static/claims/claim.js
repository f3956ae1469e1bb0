// Says within seconds that somebody else has changed what one is looking at.
"use strict";
{
    const PAUSE = 5000;
    const note = document.getElementById("changed-note");

    async function look() {
        const answer = await fetch(note.dataset.address, {headers: {"Accept": "application/json"}}).catch(() => null);
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
        window.setTimeout(look, PAUSE);
    }
}
