// Shows how a load goes on, until it has ended: the page is asked for again, and its state put in the place of the old.
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
        window.setTimeout(look, PAUSE);
    }

    window.setTimeout(look, PAUSE);
}
