/*
 * "/" moves to the search field. A shortcut of one character must be possible to turn off
 * (WCAG 2.1.4), so the search page has a box for it, and the browser remembers.
 */
(() => {
  "use strict";

  const KEY = "disclosure-log.shortcut";
  const remembered = () => {
    try {
      return localStorage.getItem(KEY) !== "off";
    } catch {
      return true;
    }
  };
  const box = document.querySelector("[data-dl-shortcut]");
  if (box) {
    box.checked = remembered();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(KEY, box.checked ? "on" : "off");
      } catch {
        /* The choice holds for this page. */
      }
    });
  }
  const on = () => (box ? box.checked : remembered());
  const visible = (field) => field.getClientRects().length > 0;

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    if (!on()) return;
    const fields = [
      ...document.querySelectorAll("[data-dl-seek] input[name=q], form[role=search] input[name=q]"),
    ];
    const field = fields.find(visible);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
