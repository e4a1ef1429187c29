/* Drawings along time in the form that fits their room: chosen when they arrive, and again when the room changes. */
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.timeline = {
  watchers: {},

  fit(graph, text) {
    const frame = document.getElementById(`${graph}-frame`);
    if (!text || !frame) return window.dash_clientside.no_update;
    const forms = JSON.parse(text);
    const names = Object.entries(forms.widths).sort((a, b) => b[1] - a[1]);
    const fitting = () => (names.find(([, width]) => width <= frame.clientWidth) || names.at(-1))[0];
    let shown = fitting();
    const { watchers } = window.dash_clientside.timeline;
    watchers[graph]?.disconnect();
    const watcher = new ResizeObserver(() => {
      if (!frame.isConnected) return watcher.disconnect();
      const now = fitting();
      if (frame.clientWidth && now !== shown) {
        shown = now;
        window.dash_clientside.set_props(graph, { figure: forms.figures[now] });
      }
    });
    watcher.observe(frame);
    watchers[graph] = watcher;
    return forms.figures[shown];
  },

  show: (text) => window.dash_clientside.timeline.fit("authority-timeline", text),
  around: (text) => window.dash_clientside.timeline.fit("authority-around", text),
};
