/* Mantine marks an open list by data-expanded; assistive technology asks for aria-expanded. */
(() => {
  const tell = (input) => input.setAttribute("aria-expanded", String(input.hasAttribute("data-expanded")));
  document.addEventListener("focusin", (event) => {
    const input = event.target;
    if (!input.matches("input[role=combobox]") || input.dataset.told) return;
    input.dataset.told = "yes";
    new MutationObserver(() => tell(input)).observe(input, { attributes: true, attributeFilter: ["data-expanded"] });
    tell(input);
  });
})();

/* Enter after the first letters of a name takes the name that is marked, or else the first. Mantine keeps what is marked
   beside the list that it shows and brings them together a moment later: a fast hand on a slow machine is faster. */
document.addEventListener(
  "keydown",
  (event) => {
    const input = event.target;
    if (event.key !== "Enter" || !input.matches(".find input[role=combobox][data-expanded]") || !input.value) return;
    const list = document.getElementById(input.getAttribute("aria-controls"));
    const option = list?.querySelector("[data-combobox-selected]") ?? list?.querySelector("[role=option]");
    if (!option) return;
    event.preventDefault();
    event.stopPropagation();
    option.click();
  },
  true,
);
