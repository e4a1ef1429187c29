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

/* Enter after the first letters of a name takes the first name that they leave. Mantine marks that name a moment after
   it has listed it, and a fast hand on a slow machine is faster. */
document.addEventListener(
  "keydown",
  (event) => {
    const input = event.target;
    if (event.key !== "Enter" || !input.matches(".find input[role=combobox][data-expanded]") || !input.value) return;
    const list = document.getElementById(input.getAttribute("aria-controls"));
    if (!list || list.querySelector("[data-combobox-selected]")) return;
    event.preventDefault();
    list.querySelector("[role=option]")?.click();
  },
  true,
);
