/* The Export list: asks the server until the file is ready, says so, and then downloads it. */
(function () {
  "use strict";

  const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));

  async function fetchFile(link, state) {
    const name = link.firstChild.textContent;
    state.textContent = `Preparing ${name}…`;
    link.setAttribute("aria-busy", "true");
    try {
      for (let tries = 0; tries < 90; tries += 1) {
        const answer = await fetch(link.href, { headers: { Accept: "application/json" } });
        if (answer.status === 202) {
          await pause(Math.min(2, 0.3 + tries * 0.2));
          continue;
        }
        const words = await answer.json();
        if (!answer.ok) {
          state.textContent = words.message;
          return;
        }
        const hidden = document.createElement("a");
        hidden.href = link.href;
        hidden.download = "";
        document.body.append(hidden);
        hidden.click();
        hidden.remove();
        state.textContent = `${name} is ready and downloads now.`;
        return;
      }
      state.textContent = `${name} takes longer than usual. Please try again in a minute.`;
    } catch (error) {
      state.textContent = "The server did not answer. Please check your connection and try again.";
    } finally {
      link.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-export]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy") === "true") return;
    fetchFile(link, link.closest(".export").querySelector(".export-state"));
  });

  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest(".export[open]");
    if (!open) return;
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  });
})();
