/* What a page of its own does when it is shown, for an app that swaps pages in place. */
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.shell = {
  shown: null,
  root: document.body.dataset.root,  // the path that the service is below, "" at the root of its host

  /* A path without what the service is below. */
  inside: (path) => path.slice((path + "/").startsWith(window.dash_clientside.shell.root + "/") ? window.dash_clientside.shell.root.length : 0),

  /* Called when a page has been swapped in: mark it in the navigation, and take the reader to its top. */
  pageShown(_page, path) {
    const shell = window.dash_clientside.shell;
    shell.carryMark(path);
    document.querySelectorAll("#nav [data-family]").forEach((item) => {
      const place = item.dataset.family.split(" ").map(shell.inside).indexOf(shell.inside(path).replace(/\/$/, ""));
      if (place < 0) item.firstElementChild.removeAttribute("aria-current");
      else item.firstElementChild.setAttribute("aria-current", place ? "true" : "page");
    });
    const moved = shell.shown !== null && shell.shown !== path;
    const isFirst = shell.shown === null;  // the reader may have moved on in the first HTML
    shell.shown = path;
    // The skip link leaves "#main" in the address: that is no place on the page that comes next.
    if (moved && window.location.hash === "#main") {
      window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    }
    window.requestAnimationFrame(() => {
      const target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
      if (target) shell.unfold(target);
      if (target && !isFirst) target.scrollIntoView();
      else if (moved) document.querySelector("main h1")?.focus({ preventScroll: true });
    });
    return window.dash_clientside.no_update;
  },

  /* Open what is folded around a place that an address names, or what alone stands there. */
  unfold(target) {
    const own = target.childElementCount === 1 ? target.firstElementChild : target;
    for (let fold = own.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      if (!fold.open) fold.querySelector("summary").click();
    }
  },

  /* The links of the navigation carry the marked authority, as those of the pages do (dashboard/web/marks.py). */
  carryMark(path) {
    const own = window.dash_clientside.shell.inside(path).match(/^\/authority\/([^/]+)$/)?.[1];
    const mark = own || new URLSearchParams(window.location.search).get("mark");
    document.querySelectorAll("#nav a[id]").forEach((link) => {
      const href = link.getAttribute("href").split("?")[0];
      window.dash_clientside.set_props(link.id, { href: mark ? `${href}?mark=${encodeURIComponent(mark)}` : href });
    });
  },

  /* To another page of ours, which Dash swaps in. */
  go(href) {
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  },
};

window.addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (target) window.dash_clientside.shell.unfold(target);
});

/* A request that fails is said in words; Dash itself says nothing. */
(() => {
  const send = window.fetch;
  const say = () => {
    if (document.querySelector(".trouble")) return;
    const box = document.createElement("div");
    box.className = "trouble";
    box.setAttribute("role", "alert");
    box.textContent = "This part could not be loaded. ";
    const again = document.createElement("a");
    again.href = window.location.href;
    again.textContent = "Load the page again";
    box.append(again);
    document.body.append(box);
  };
  window.fetch = async (...request) => {
    const address = String(request[0]?.url ?? request[0]);
    try {
      const answer = await send(...request);
      if (answer.ok) document.querySelector(".trouble")?.remove();
      else if (address.includes("/_dash-")) say();
      return answer;
    } catch (error) {
      if (error.name !== "AbortError" && address.includes("/_dash-")) say();
      throw error;
    }
  };
})();

/* A form is sent by the browser where there is no script, and while it is not there yet; after that its parts answer. */
document.addEventListener("submit", (event) => {
  if (event.target.closest("#react-entry-point") && !event.target.matches("[role=search]")) event.preventDefault();
});

/* Links that the server wrote as HTML lead to pages that Dash swaps in, as those do that are its own. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("#react-entry-point .markup a, #react-entry-point .scene a");
  const href = link?.getAttribute("href");
  if (!href?.startsWith("/") || !window.dash_clientside.shell.inside(href).match(/^\/(authority\/[^/.]+|[a-z-]*)([?#]|$)/) || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  window.dash_clientside.shell.go(href);
});

/* The mark is cleared, and what the controls hold stays. */
document.addEventListener("click", (event) => {
  if (!event.target.closest("#react-entry-point .clear-mark") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const address = new URL(window.location.href);
  address.searchParams.delete("mark");
  window.history.pushState({}, "", address.pathname + address.search.replaceAll("%2C", ",").replaceAll("%3A", ":"));
  window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
});

/* What a control changed is said aloud: the finding of the first chart that has another title than before. */
(() => {
  let spoken = null;
  const box = document.createElement("div");
  box.className = "visually-hidden";
  box.setAttribute("role", "status");
  document.addEventListener("DOMContentLoaded", () => document.body.append(box));
  const titles = () => [...document.querySelectorAll("#react-entry-point .chart-title, #react-entry-point main section > h2")].map((one) => one.textContent);
  const listen = ({ target, type, key }) => {
    if (target.closest?.(".controls") && (type === "change" || key === "Enter")) spoken = titles();
  };
  document.addEventListener("change", listen, true);
  document.addEventListener("keydown", listen, true);  // a date that is read at Enter changes without a "change"
  new MutationObserver(() => {
    if (!spoken) return;
    const now = titles();
    const fresh = now.find((title, place) => title !== spoken[place] && !spoken.includes(title));
    if (!fresh) return;
    spoken = null;
    box.textContent = fresh;
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
