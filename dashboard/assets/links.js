/* A click on a mark, a block or a name of a drawing goes where it leads. A finger's first touch only reads. */
(() => {
  let read = null;

  const follow = (drawing) => (event) => {
    const point = event.points[0];
    const link = typeof point?.customdata === "string" ? point.customdata : "";
    const place = `${point?.curveNumber} ${point?.pointNumber}`;
    const is_finger = event.event?.pointerType === "touch" || drawing.dataset.pointer === "touch";
    if (is_finger && read !== place) {
      read = place;
    } else if (link.startsWith("/")) {
      window.location.assign(link);
    } else if (link) {
      window.open(link, "_blank", "noopener");
    }
  };

  document.addEventListener("pointerover", (event) => {
    const drawing = event.target.closest?.(".js-plotly-plot");
    if (!drawing?.on) return;
    drawing.dataset.pointer = event.pointerType;
    if (drawing.dataset.leads) return;
    drawing.dataset.leads = "yes";
    drawing.on("plotly_click", follow(drawing));
    drawing.on("plotly_hover", ({ points }) => {
      drawing.classList.toggle("leads", Boolean(points[0]?.customdata));
    });
    drawing.on("plotly_unhover", () => drawing.classList.remove("leads"));
  });
})();
