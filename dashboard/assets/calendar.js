/* A date that is typed and entered, or left with Escape, closes its calendar: Mantine keeps it open over the page. */
(() => {
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches("input[data-dates-input]") || !["Enter", "Escape"].includes(event.key)) return;
    // Mantine closes it when the field loses the focus. It is told so once it has read the key; the focus stays.
    setTimeout(() => event.target.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
  });
})();
