/* Native form elements as Dash components; see dashboard/components/native.py, whose plain forms have the same elements. */
(() => {
  const { createElement: h, useEffect, useRef, useState } = window.React;
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const inWords = (iso) => {
    const [year, month, day] = iso.split("-").map(Number);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  };
  const labelled = (id, label) => h("label", { htmlFor: id, className: "control-label" }, label);
  const option = ({ value, label }) => h("option", { key: value, value }, label);

  function Select({ id, name, label, options, value, setProps }) {
    const children = [];
    for (const one of options) {
      const last = children.at(-1);
      if (!one.group) children.push(option(one));
      else if (last?.props.label === one.group) last.props.children.push(option(one));
      else children.push(h("optgroup", { key: one.group, label: one.group, children: [option(one)] }));
    }
    const onChange = (event) => setProps({ value: event.target.value });
    return h("div", { className: "control" }, labelled(id, label),
      h("select", { id, name, className: "field", value, onChange }, children));
  }

  function Radios({ id, name, label, options, value, setProps }) {
    const choice = (one) => h("label", { key: one.value, className: "choice" },
      h("input", { type: "radio", name, value: one.value, checked: one.value === value, onChange: () => setProps({ value: one.value }) }),
      h("span", null, one.label));
    return h("fieldset", { id, className: "control radios" },
      h("legend", { className: "control-label" }, label),
      h("div", { className: "choices" }, options.map(choice)));
  }

  /* What is typed is read by the server, as it reads addresses: the value changes only to a date that was read. */
  function DateField({ id, name, label, value, typed, error, earliest, latest, presets, reader, setProps }) {
    const [text, setText] = useState(typed || inWords(value));
    const [wrong, setWrong] = useState(error || "");
    const shown = useRef(value);
    const asked = useRef(0);
    useEffect(() => {
      if (shown.current === value) return;
      shown.current = value;
      asked.current += 1;
      setText(inWords(value));
      setWrong("");
    }, [value]);
    const usual = presets.filter((one) => !latest || one.value <= latest);
    const take = (iso) => {
      asked.current += 1;
      shown.current = iso;
      setText(inWords(iso));
      setWrong("");
      if (iso !== value) setProps({ value: iso });
    };
    const read = async (given) => {
      if (given === inWords(value)) return setWrong("");
      const turn = (asked.current += 1);
      let found;
      try {
        found = await (await fetch(`${reader}?${new URLSearchParams({ text: given, earliest: earliest || "", latest: latest || "" })}`)).json();
      } catch {
        found = { error: "The server did not answer: try again" };
      }
      if (turn !== asked.current) return;
      if (found.date) take(found.date);
      else setWrong(found.error);
    };
    const onKeyDown = (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      read(event.target.value);
    };
    return h("div", { className: "control date-control" }, labelled(id, label),
      h("div", { className: "date-row" },
        h("input", { id, name, type: "text", value: text, autoComplete: "off", spellCheck: "false", className: "field",
          "aria-describedby": `${id}-error`, "aria-invalid": wrong ? "true" : "false",
          onChange: (event) => setText(event.target.value), onKeyDown, onBlur: (event) => read(event.target.value) }),
        h("select", { className: "field presets script-only", "aria-label": `${label}: usual dates`,
          value: "",
          onChange: (event) => event.target.value && take(event.target.value) },
          [option({ value: "", label: "Usual dates" }), ...usual.map(option)])),
      h("p", { id: `${id}-error`, className: "control-error", role: "alert" }, wrong));
  }

  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("&", " and ").replace(/[’'.]/g, "").replace(/[^a-z0-9]+/g, " ").trim();

  /* Each word that is typed begins a word of the name or of what else finds it; names that begin so come first. */
  const matches = (options, typed) => {
    const words = plain(typed).split(" ").filter(Boolean);
    const hits = (text) => words.every((word) => plain(text).split(" ").some((part) => part.startsWith(word)));
    const rank = (one) => (plain(one.label).startsWith(plain(typed)) ? 0 : hits(one.label) ? 1 : hits(`${one.label} ${one.also || ""}`) ? 2 : 3);
    return options.map((one) => [rank(one), one]).filter(([place]) => place < 3).sort((a, b) => a[0] - b[0]).map(([, one]) => one);
  };

  function Names({ id, name, label, hint, placeholder, options, value, many, nothing, className, setProps }) {
    const [text, setText] = useState("");
    const [open, setOpen] = useState(false);
    const [place, setPlace] = useState(0);
    const list = useRef(null);
    const chosen = many ? value || [] : [];
    const found = matches(options.filter((one) => !chosen.includes(one.value)), text);
    const shown = open && found.length > 0;
    const none = text.trim() !== "" && found.length === 0;
    useEffect(() => { if (shown) list.current?.children[place]?.scrollIntoView({ block: "nearest" }); }, [place, shown]);
    const close = () => setOpen(false);
    const take = (one) => {
      close();
      setText(many ? "" : one.label);
      setProps({ value: many ? [...chosen, one.value] : one.value });
    };
    const keys = {
      ArrowDown: () => { setOpen(true); setPlace(open ? Math.min(place + 1, found.length - 1) : 0); },
      ArrowUp: () => { setOpen(true); setPlace(Math.max(place - 1, 0)); },
      Escape: () => { if (open) close(); else setText(""); },
      Enter: () => { if (found.length && (shown || text.trim())) take(found[shown ? place : 0]); },
    };
    const onKeyDown = (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    };
    const item = (one, i) => h("li", { key: one.value, id: `${id}-${i}`, role: "option", "aria-selected": i === place ? "true" : "false",
      onMouseDown: (event) => event.preventDefault(), onClick: () => take(one) }, one.label);
    const mark = (slug) => {
      const one = options.find((each) => each.value === slug);
      return h("li", { key: slug }, h("button", { type: "button", "aria-label": `Remove ${one?.label}`,
        onClick: () => setProps({ value: chosen.filter((each) => each !== slug) }) }, one?.label, h("span", { "aria-hidden": "true" }, " ×")));
    };
    return h("div", { className: `control names ${className || ""}`.trim() }, labelled(id, label),
      hint ? h("p", { id: `${id}-hint`, className: "control-hint" }, hint) : null,
      h("div", { className: "names-field" },
        h("input", { id, name, type: "text", value: text, placeholder, autoComplete: "off", spellCheck: "false", className: "field",
          role: "combobox", "aria-autocomplete": "list", "aria-expanded": shown ? "true" : "false", "aria-controls": `${id}-list`,
          "aria-activedescendant": shown ? `${id}-${place}` : undefined, "aria-describedby": hint ? `${id}-hint` : undefined,
          onChange: (event) => { setText(event.target.value); setPlace(0); setOpen(true); },
          onClick: () => setOpen(true), onBlur: close, onKeyDown }),
        h("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: !shown, ref: list }, shown ? found.map(item) : null)),
      chosen.length ? h("ul", { className: "chosen", "aria-label": `${label}: chosen` }, chosen.map(mark)) : null,
      h("p", { className: "control-error names-nothing", role: "status" }, none ? nothing : ""));
  }

  /* plotly is large: it is fetched when a drawing is used, or when nothing else is left to do and the connection is wide. */
  let fetched = null;
  const plotly = (source) => (fetched ??= new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = () => done(window.Plotly);
    script.onerror = () => { fetched = null; fail(new Error("The script of the drawings could not be fetched.")); };
    document.head.append(script);
  }));
  const isWide = () => {
    const { saveData, effectiveType, downlink } = navigator.connection ?? {};
    return !saveData && (effectiveType === undefined || (effectiveType === "4g" && downlink >= 5));
  };
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 2000));
  const wideAndIdle = new Promise((done) => {
    const wait = () => idle(() => isWide() && done());
    if (document.readyState === "complete") wait();
    else window.addEventListener("load", () => setTimeout(wait, 1000));
  });

  /* The drawing as SVG, until plotly has drawn the same over it. */
  function Graph({ id, figure, svg, config, className, source, style, walked }) {
    const [wanted, setWanted] = useState(!svg);
    const [drawn, setDrawn] = useState(false);
    const room = useRef(null);
    useEffect(() => {
      let here = true;
      const own = room.current;
      wideAndIdle.then(() => here && setWanted(true));
      const watcher = new ResizeObserver(() => own.querySelector(".main-svg") && own.clientWidth && window.Plotly.Plots.resize(own));
      watcher.observe(own);
      return () => { here = false; watcher.disconnect(); window.Plotly?.purge(own); };
    }, []);
    useEffect(() => {
      if (!wanted || !figure?.data?.length) return undefined;
      let here = true;
      plotly(source)
        .then((Plotly) => here && Plotly.react(room.current, figure.data, figure.layout, config))
        .then((made) => made && here && setDrawn(true))
        .catch((error) => console.error(error));
      return () => { here = false; };
    }, [wanted, figure]);
    const use = () => setWanted(true);
    return h("div", { id, className: `drawn ${className || ""}`.trim(), style, "data-drawn": drawn ? "plotly" : "svg", onPointerEnter: use, onTouchStart: use, onFocus: use,
      ...(walked ? { tabIndex: 0, role: "group", "aria-label": walked } : {}) },
      h("div", { className: "drawn-svg", hidden: drawn, dangerouslySetInnerHTML: { __html: svg || "" } }),
      h("div", { className: "drawn-plotly", ref: room }));
  }

  /* What stands under a chart. The page's state is in its address, which changes: it is read when it is used. */
  const OWN = ["chart", "embed", "width"];
  const whereNow = () => {
    const query = new URLSearchParams(window.location.search);
    OWN.forEach((name) => query.delete(name));
    const root = document.body.dataset.root ?? "";
    return { root, path: window.location.pathname.slice(root.length), query: String(query).replaceAll("%3A", ":").replaceAll("%2C", ",") };
  };
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  };

  function Tools({ chart, title, height, files }) {
    const [{ root, path, query }, setHere] = useState(whereNow);
    const [state, setState] = useState("");
    const look = () => setHere(whereNow());
    const view = (where, more) => {
      const all = [query, more].filter(Boolean).join("&");
      return `${root}${where}${all ? `?${all}` : ""}`;
    };
    const link = `${view(path)}#${chart}-title`;
    const frame = window.location.origin + view(path, `embed=1&chart=${chart}`);
    const inQuotes = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
    const code = `<iframe src="${inQuotes(frame)}" title="${inQuotes(title)}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`;
    const copyLink = async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const done = await copied(window.location.origin + link);
      if (done) setState("The link is copied.");
      else window.location.hash = `${chart}-title`;
    };
    const take = async (event) => {
      event.target.select();
      if (await copied(code)) setState("The code is copied.");
    };
    return h("div", { className: "chart-tools no-print server-only", role: "group", "aria-label": `Take along: ${title}`, onPointerEnter: look, onFocusCapture: look },
      Object.entries(files).map(([suffix, words]) =>
        h("a", { key: suffix, href: view(`/chart${path.replace(/\/$/, "")}/${chart}.${suffix}`), download: "", className: "tool" }, words)),
      h("a", { href: link, className: "tool", onClick: copyLink }, "Link to this chart"),
      h("details", { className: "embed-code" },
        h("summary", { className: "tool" }, "Embed"),
        h("textarea", { value: code, readOnly: true, rows: 4, "aria-label": "Code to embed this chart", onClick: take })),
      h("span", { role: "status", className: "tool-state" }, state));
  }

  /* A slider through days. While it is drawn along only its words change; the day changes when it rests. */
  function TimeSlider({ id, label, value, stops, className, setProps }) {
    const nearest = (day) => Math.max(0, stops.filter((one) => one <= day).length - 1);
    const [place, setPlace] = useState(nearest(value));
    const [playing, setPlaying] = useState(false);
    const resting = useRef();
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    useEffect(() => setPlace(nearest(value)), [value]);
    const go = (next, wait) => {
      setPlace(next);
      clearTimeout(resting.current);
      resting.current = setTimeout(() => setProps({ value: stops[next] }), wait);
    };
    useEffect(() => {
      if (!playing) return undefined;
      if (place >= stops.length - 1) return setPlaying(false);
      const timer = setTimeout(() => go(place + 1, 0), 900);
      return () => clearTimeout(timer);
    }, [playing, place]);
    useEffect(() => () => clearTimeout(resting.current), []);
    const play = () => {
      if (!playing && place >= stops.length - 1) go(0, 0);
      setPlaying(!playing);
    };
    return h("div", { className: `control time-slider ${className || ""}`.trim() }, labelled(id, label),
      h("div", { className: "time-row" },
        still ? null : h("button", { type: "button", className: "button secondary", onClick: play }, playing ? "Stop" : "Play"),
        h("input", { id, type: "range", min: 0, max: stops.length - 1, step: 1, value: place, "aria-valuetext": inWords(stops[place]),
          onChange: (event) => { setPlaying(false); go(Number(event.target.value), 250); } }),
        h("span", { className: "time-ends", "aria-hidden": "true" }, inWords(stops[place]))));
  }

  /* HTML that the server wrote, which has made every text in it safe. */
  const Markup = ({ children }) => h("div", { className: "markup", dangerouslySetInnerHTML: { __html: children } });
  const Kept = ({ name, value }) => h("input", { type: "hidden", name, value });

  window.native_controls = { Graph, Kept, Tools, TimeSlider, Markup, Select, Radios, DateField, Names };
})();
