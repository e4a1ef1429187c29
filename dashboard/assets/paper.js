/* A drawing is as wide as the screen that it was drawn for: on paper it is made smaller, so that nothing is cut off. */
window.addEventListener("beforeprint", () => {
  const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  document.querySelectorAll(".printed").forEach((line) => { line.textContent = `Printed on ${today} from ${window.location.href}`; });
  const paper = 670; // the room between the margins of A4, in CSS pixels
  document.querySelectorAll(".drawing").forEach((drawing) => {
    const drawn = drawing.querySelector(".main-svg");
    if (!drawn) return;
    drawing.style.setProperty("--paper-zoom", Math.min(1, paper / drawn.clientWidth));
    drawing.style.setProperty("--paper-height", `${drawn.clientHeight}px`);
  });
});
