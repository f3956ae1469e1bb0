// Shows how a load goes on, until it has ended: the page is asked for again, and what it says put in the place of the
// old, but for what somebody is just using.
"use strict";
{
    const PAUSE = 2000;

    async function look() {
        const answer = await fetch(window.location.href, {headers: {"Accept": "text/html"}});
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const [now, there] = [page, document].map((one) => one.getElementById("import-progress"));
        if (!now || now.dataset.isUnderWay !== "yes") {
            window.location.reload();
            return;
        }
        there.querySelector("[role=status]").textContent = now.querySelector("[role=status]").textContent;
        const [bar, shown] = [now, there].map((one) => one.querySelector("progress"));
        if (bar.hasAttribute("value")) {
            shown.value = bar.value;
            shown.max = bar.max;
        }
        for (const part of [".breadcrumbs", "#content > h2", "#importbatch_form"]) {
            const [fresh, old] = [page, document].map((one) => one.querySelector(part));
            if (fresh && old && !old.contains(document.activeElement)) {
                old.replaceWith(document.adoptNode(fresh));
            }
        }
        window.setTimeout(look, PAUSE);
    }

    window.setTimeout(look, PAUSE);
}
