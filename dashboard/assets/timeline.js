/* The timeline in the form that fits its room: chosen when it arrives, and again when the room changes. */
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.timeline = {
  watcher: null,

  show(text) {
    const frame = document.getElementById("authority-timeline-frame");
    if (!text || !frame) return window.dash_clientside.no_update;
    const forms = JSON.parse(text);
    const names = Object.entries(forms.widths).sort((a, b) => b[1] - a[1]);
    const fitting = () => (names.find(([, width]) => width <= frame.clientWidth) || names.at(-1))[0];
    let shown = fitting();
    window.dash_clientside.timeline.watcher?.disconnect();
    const watcher = new ResizeObserver(() => {
      if (!frame.isConnected) return watcher.disconnect();
      const now = fitting();
      if (frame.clientWidth && now !== shown) {
        shown = now;
        window.dash_clientside.set_props("authority-timeline", { figure: forms.figures[now] });
      }
    });
    watcher.observe(frame);
    window.dash_clientside.timeline.watcher = watcher;
    return forms.figures[shown];
  },
};
