/* Keeps the address in step with the controls; see dashboard/url_state.py. */
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.urlstate = {
  /* names: [[query key, default], ...]; values: what the controls hold, in the same order. */
  write(names, values) {
    const query = new URLSearchParams(window.location.search);
    names.forEach(([key, fallback], position) => {
      const value = values[position];
      if (value === undefined) return;
      const text = Array.isArray(value) ? value.join(",") : value === null || value === false ? "" : value === true ? "1" : String(value);
      if (text === fallback || text === "") query.delete(key);
      else query.set(key, text);
    });
    const search = query.size ? "?" + query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":") : "";
    // Also fires when a page is swapped in: an address that says the same already is left alone.
    if (search !== window.location.search) {
      window.history.replaceState(window.history.state, "", window.location.pathname + search + window.location.hash);
    }
    return window.dash_clientside.no_update;
  },
};
