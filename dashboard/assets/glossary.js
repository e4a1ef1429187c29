/* A word with its meaning: the browser opens and closes it, by its own attributes; see dashboard/components/glossary.py. */
(() => {
  const h = window.React.createElement;
  window.native_controls.Defined = ({ id, children, meaning }) => h(window.React.Fragment, null,
    h("button", { type: "button", className: "term", popovertarget: id }, children),
    h("span", { id, className: "meaning", popover: "auto" }, meaning));
})();
