// Keys for the queue: j and k walk, x ticks, o opens, t takes up, a assigns, / searches, ? shows the keys.
"use strict";
{
    const rows = [...document.querySelectorAll(".queue tbody tr")];
    const form = document.querySelector("form.queue");
    const help = document.getElementById("keys");
    let at = -1;

    function go(step) {
        if (!rows.length) {
            return;
        }
        rows[at]?.classList.remove("is-at");
        at = Math.min(Math.max(at + step, 0), rows.length - 1);
        rows[at].classList.add("is-at");
        rows[at].querySelector("a").focus();
        rows[at].scrollIntoView({block: "nearest"});
    }

    function press(verb) {
        const box = rows[at]?.querySelector(".pick");
        if (box && !form.querySelector(".pick:checked")) {
            box.checked = true;
        }
        form?.querySelector(`[data-verb="${verb}"]`)?.click();
    }

    const keys = {
        j: () => go(1),
        k: () => go(-1),
        o: () => rows[at]?.querySelector("a").click(),
        x: () => rows[at]?.querySelector(".pick").click(),
        t: () => press("claim.triage"),
        a: () => document.getElementById("bulk-assignee")?.focus(),
        "/": () => document.getElementById("id_q").focus(),
        "?": () => (help.open ? help.close() : help.showModal()),
    };

    document.addEventListener("keydown", (event) => {
        const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
        const key = keys[event.key];
        if (key && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !(help.open && event.key !== "?")) {
            event.preventDefault();
            key();
        }
    });
}
