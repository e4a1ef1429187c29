/* The first HTML holds the whole page; when the interactive page is there it takes the first one's place, between two
   frames: where the reader was, what has the focus, what was typed, chosen or opened stays as it is. */
(() => {
  /* One chart in another site's frame is drawn for the frame's width, which only the browser knows. */
  const asked = new URLSearchParams(window.location.search);
  if (asked.has("embed") && asked.has("chart") && !asked.has("width")) {
    asked.set("width", Math.round(document.querySelector("main .page")?.clientWidth ?? window.innerWidth));
    window.location.replace(`?${asked}`);
    return;
  }
  const first = document.getElementById("first-paint");
  const entry = document.getElementById("react-entry-point");
  if (!first || !entry) return;
  const STOPS = "a[href], button, input:not([type=hidden]), select, summary, [tabindex]";

  /* Where something stands among those that are called the same, so that it is found in the other page. */
  const called = (element) => [element.localName, element.id || element.name || element.getAttribute("href") || element.textContent, element.type === "radio" ? element.value : ""].join("|");
  const twin = (element) => {
    const same = (root) => [...root.querySelectorAll(STOPS)].filter((one) => called(one) === called(element));
    return same(entry)[same(first).indexOf(element)];
  };

  /* React hears of a change only where it is made behind its back and then told. */
  const tell = (element, property, value, event) => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), property).set.call(element, value);
    element.dispatchEvent(new Event(event, { bubbles: true }));
  };
  const carryOver = () => {
    for (const old of first.querySelectorAll("input, select")) {
      const own = twin(old);
      if (!own) continue;
      if (old.type === "radio") old.checked && !old.defaultChecked && own.click();
      else if (old.localName === "select") {
        const standard = [...old.options].find((one) => one.defaultSelected) ?? old.options[0];
        if (old.value !== standard?.value) tell(own, "value", old.value, "change");
      } else if (old.type === "text" && old.value !== old.defaultValue) tell(own, "value", old.value, "input");
    }
    for (const old of first.querySelectorAll("details[open] > summary")) {
      const own = twin(old)?.parentElement;
      if (own && !own.open) own.firstElementChild.click();
    }
  };

  const swap = () => {
    const { scrollX, scrollY } = window;
    const focused = first.contains(document.activeElement) ? document.activeElement : null;
    const own = focused && twin(focused);
    const range = focused?.localName === "input" && focused.type === "text" && [focused.selectionStart, focused.selectionEnd];
    first.style.display = "none";  // still there for carryOver, and no longer beside #react-entry-point for the style sheet
    entry.style.display = "block";
    carryOver();
    own?.focus({ preventScroll: true });
    if (own && range) own.setSelectionRange(...range);
    first.remove();
    entry.style.display = "";
    window.scrollTo(scrollX, scrollY);
  };

  const watcher = new MutationObserver(() => {
    if (!entry.querySelector("main .page")) return;
    watcher.disconnect();
    swap();
  });
  watcher.observe(entry, { childList: true, subtree: true });
})();
