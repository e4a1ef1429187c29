/* A click on a mark, a block or a name of a drawing goes where it leads. A finger's first touch only reads. */
(() => {
  const isDrawing = (spot) => spot.closest?.(".js-plotly-plot");
  let finger = false, read = null;

  const follow = ({ event, points: [point] }) => {
    const link = point?.customdata;
    // a touch is told twice: as itself, and as the mouse that it stands for
    if (typeof link !== "string" || !link || (finger && event.type !== "touchstart")) return;
    if (window.walked?.opens(event.target, point)) return;
    const place = `${point.curveNumber} ${point.pointNumber}`;
    if (finger && read !== place) read = place;
    else window.location.assign(link);
  };

  document.addEventListener("pointerdown", ({ pointerType }) => { finger = pointerType === "touch"; }, true);
  document.addEventListener("pointerover", ({ target }) => {
    const drawing = isDrawing(target);
    if (!drawing?.on || drawing.dataset.leads) return;
    drawing.dataset.leads = "yes";
    drawing.on("plotly_click", follow);
    drawing.on("plotly_hover", ({ points }) => drawing.classList.toggle("leads", Boolean(points[0]?.customdata)));
    drawing.on("plotly_unhover", () => drawing.classList.remove("leads"));
  });
  // the drawing as it first stands: a finger on a block asks for its words, which come with plotly
  document.addEventListener("click", (event) => {
    if (finger && event.target.closest?.(".drawn svg.scene a")?.querySelector("title")) event.preventDefault();
  }, true);
})();
