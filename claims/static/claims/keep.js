// Keeps what is typed in a form with data-keep until it is sent, in this browser, and brings it back.
"use strict";
{
    const FIELDS = "input:not([type=hidden], [type=password], [type=file], [type=submit]), textarea, select";

    for (const form of document.querySelectorAll("form[data-keep]")) {
        const place = `factcheck:${form.dataset.keep}`;
        const fields = [...form.querySelectorAll(FIELDS)].filter((field) => field.name);

        function value(field) {
            return field.matches("[type=checkbox], [type=radio]") ? field.checked : field.value;
        }

        function keep() {
            const typed = fields.map((field) => [field.name, field.value, value(field)]);
            localStorage.setItem(place, JSON.stringify(typed));
        }

        function bringBack(typed) {
            fields.forEach((field, index) => {
                const [name, option, kept] = typed[index] ?? [];
                if (name !== field.name) {
                    return;
                }
                if (typeof kept === "boolean" && option === field.value) {
                    field.checked = kept;
                } else if (typeof kept === "string") {
                    field.value = kept;
                }
            });
        }

        const kept = JSON.parse(localStorage.getItem(place) ?? "null");
        const begun = fields.map(value);
        if (kept && !document.querySelector("[role=alert]")) {
            bringBack(kept);
            if (fields.some((field, index) => value(field) !== begun[index])) {
                const note = document.getElementById("kept-note")?.content.cloneNode(true);
                if (note) {
                    form.before(note);
                }
            }
        }
        form.addEventListener("input", keep);
        form.addEventListener("submit", () => localStorage.removeItem(place));
    }

    for (const shown of document.querySelectorAll("[data-count-of]")) {
        const field = document.getElementById(shown.dataset.countOf);
        const count = () => {
            shown.textContent = `${[...field.value].length}`;
        };
        field.addEventListener("input", count);
        count();
    }
}
