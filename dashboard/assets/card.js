/* A drawing that is walked: a click, a touch or Enter on an authority opens a small card about it; arrow keys go to the next. */
(() => {
  const drawingOf = (spot) => spot?.closest?.(".walked");
  /* The middle of a place: a bar begins at its base and is as long as its x. */
  const pointOf = (trace, at) => ({
    x: trace.base ? trace.base[at] + trace.x[at] / 2 : trace.x[at],
    y: trace.y[at],
    link: trace.customdata?.[at],
    said: trace.hovertext?.[at],
  });
  const pointsOf = (drawing) => (drawing.querySelector(".js-plotly-plot")?.data ?? [])
    .flatMap((trace) => (trace.customdata ?? []).map((_, at) => pointOf(trace, at)))
    .filter(({ link, said }) => link && said);
  const linesOf = (said) => {
    const held = document.createElement("template");
    held.innerHTML = said.replaceAll("<br>", "\n");
    return held.content.textContent.split("\n");
  };

  let card = null, at = null;
  const close = (refocus) => {
    const drawing = card && drawingOf(card);
    card?.remove();
    card = at = null;
    if (refocus) drawing?.focus();
  };

  const open = (drawing, point) => {
    close();
    at = point;
    const plot = drawing.querySelector(".js-plotly-plot"), { xaxis, yaxis, _size: edge } = plot._fullLayout;
    const [left, top] = [xaxis.l2p(point.x) + edge.l, yaxis.l2p(point.y) + edge.t];
    const [first, ...more] = linesOf(point.said);
    card = document.createElement("div");
    card.className = "map-card";
    card.setAttribute("role", "status");
    const name = document.createElement("p");
    name.append(Object.assign(document.createElement("strong"), { textContent: first }), ...more.flatMap((line) => [document.createElement("br"), line]));
    const link = Object.assign(document.createElement("a"), { href: point.link, textContent: "Open its page" });
    const shut = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: "Close", onclick: () => close(true) });
    card.append(name, link, shut);
    drawing.append(card);
    card.style.left = `${Math.max(0, Math.min(left, drawing.clientWidth - card.offsetWidth))}px`;
    card.style.top = `${top + 12}px`;
    return link;
  };

  /* The nearest authority on this side; one straight ahead is nearer than one that lies aslant. */
  const TURNS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const next = (points, [dx, dy]) => {
    if (!at) return points[0];
    const ahead = points.map((point) => {
      const [x, y] = [point.x - at.x, point.y - at.y], along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
      return { point, far: along > 0.5 && aside <= 2 * along ? along + 2 * aside : Infinity };
    });
    const best = ahead.reduce((one, other) => (other.far < one.far ? other : one));
    return best.far === Infinity ? at : best.point;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && card) return close(true);
    const drawing = event.target.matches?.(".walked") ? event.target : null;
    if (!drawing) return;
    const points = pointsOf(drawing);
    if (event.key === "Enter" && card) card.querySelector("a").focus();
    if (!TURNS[event.key] || !points.length) return;
    event.preventDefault();
    open(drawing, next(points, TURNS[event.key]));
  });
  document.addEventListener("pointerdown", ({ target }) => card && !card.contains(target) && close());
  window.walked = { opens: (plot, { data, pointNumber }) => {
    const drawing = drawingOf(plot);
    if (drawing) open(drawing, pointOf(data, pointNumber)).focus({ preventScroll: true });
    return Boolean(drawing);
  } };
})();
