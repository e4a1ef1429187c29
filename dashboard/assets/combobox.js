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
