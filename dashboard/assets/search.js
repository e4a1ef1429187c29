/* The search: a combobox with a list (ARIA Authoring Practices). What it looks through is fetched at its first use.
   What is found and in which order is the same as in dashboard/searching.py, which answers where there is no script. */
(() => {
  const { createElement: h, useEffect, useRef, useState } = window.React;

  let asked = null;
  const fetchNames = (source) => (asked ??= fetch(source)
    .then((answer) => { if (!answer.ok) throw new Error(`${source}: ${answer.status}`); return answer.json(); })
    .catch((error) => { asked = null; throw error; }));

  const nameKey = (text) => text.normalize("NFKC").toLowerCase().replace(/%20/g, " ").replace(/%26/g, "&").replace(/&amp;/g, "&").replace(/&#39;/g, "'").replace(/[&+]/g, " and ").normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/\b([a-z]{1,2})\.(?=[a-z]{3})/g, "$1 ").replace(/[.'’‘`\u00ad\u200b]/g, "").replace(/[-‐–—−,/_();:"“”\[\]!?]/g, " ").split(/\s+/).filter(Boolean).join(" ");
  const begin = (words, key) => words.every((word) => key.split(" ").some((part) => part.startsWith(word)));

  const rank = ([, , , [name, ...others], also, codes], words) => {
    const key = words.join(" ");
    if (key === name || others.includes(key) || codes.includes(key)) return 0;
    if (name.startsWith(key)) return 1;
    if (begin(words, name)) return 2;
    return [...others, ...also].some((other) => begin(words, other)) ? 3 : null;
  };

  /* Letters missing, added, wrong or swapped with the next between two texts. */
  const distance = (one, other) => {
    let before, last = [], row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= other.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    return row[other.length];
  };
  const slips = (typed, name) => {
    const allowed = typed.length < 4 ? 0 : typed.length < 8 || typed[0] !== name[0] ? 1 : 2;
    const found = Math.abs(typed.length - name.length) > allowed ? allowed + 1 : distance(typed, name);
    return found <= allowed ? found : null;
  };
  const nearest = ([, , , keys], typed) => {
    const found = keys.flatMap((key) => [-1, 0, 1].map((more) => slips(typed, key.slice(0, typed.length + more)))).filter((n) => n !== null);
    return found.length ? Math.min(...found) : null;
  };

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const best = (entries, place, most) => entries.map((entry) => [place(entry), entry]).filter(([n]) => n !== null)
    .sort(([a, one], [b, other]) => a - b || one[6] - other[6] || compare(one[0], other[0])).slice(0, most).map(([, entry]) => entry);

  /* The words of a text and the same written out, then with one style of a council after another taken off;
     last without the small words. */
  const spelt = (key, short) => key.split(" ").flatMap((word) => (short[word] ?? word).split(" "));
  const readings = (key, { short, small, heads, tails, whole }) => {
    const found = [];
    let rest = key;
    for (;;) {
      found.push([rest.split(" "), spelt(rest, short)]);
      const tail = rest.endsWith(whole) ? undefined : tails.find((one) => rest.endsWith(` ${one}`));
      const head = tail === undefined ? heads.find((one) => rest.startsWith(`${one} `)) : undefined;
      if (tail === undefined && head === undefined) break;
      rest = tail === undefined ? rest.slice(head.length + 1) : rest.slice(0, -tail.length - 1);
    }
    const plain = rest.split(" ").filter((word) => !small.includes(word));
    return plain.length ? [...found, [plain, spelt(plain.join(" "), short)]] : found;
  };
  const CODE = /(?<![\w.])([a-z]\d{8}|\d{3}|\d{5,7})(?:\.0)?(?![\w.]*\w)/gi;
  const coded = (entries, typed) => {
    const codes = [...typed.matchAll(CODE)].map((found) => found[1].toLowerCase());
    return codes.length ? entries.filter((entry) => codes.every((code) => entry[5].includes(code))) : [];
  };
  const together = (entries, asked, most) => {
    const wanted = new Set(asked.flat().map((words) => words.join("")));
    return entries.filter((entry) => entry[3].some((key) => wanted.has(key.replaceAll(" ", "")))).slice(0, most);
  };

  /* What a text may mean, and whether only a slip of typing leads there. */
  const search = (names, typed) => {
    const { entries, most, longest } = names;
    const key = nameKey(typed);
    if (!key || typed.length > longest) return [[], false];
    const asked = readings(key, names);
    const least = (entry, tried) => tried.map((words) => rank(entry, words)).filter((n) => n !== null).sort()[0] ?? null;
    const whole = asked.find((tried) => entries.some((entry) => least(entry, tried) === 0));
    for (const tried of whole ? [whole] : asked) {
      const found = best(entries, (entry) => least(entry, tried), most);
      if (found.length) return [found, false];
    }
    const found = [coded(entries, typed), together(entries, asked, most)].find((some) => some.length);
    if (found) return [found, false];
    const near = (text) => best(entries, (entry) => nearest(entry, text), most);
    const first = near(key);
    return [first.length ? first : near(asked.at(-1)[0].join(" ")), true];
  };

  function Search({ id, name, label, hint, placeholder, value, action, source, nothing, className }) {
    const [text, setText] = useState(value || "");
    const [names, setNames] = useState(null);
    const [open, setOpen] = useState(false);
    const [place, setPlace] = useState(-1);
    const list = useRef(null);
    const [found, isNear] = names ? search(names, text) : [[], false];
    const shown = open && found.length > 0;
    const none = names && text.trim() && !found.length;
    // the first is taken by Enter, unless a slip may have meant several
    const marked = place >= 0 ? Math.min(place, found.length - 1) : isNear && found.length > 1 ? -1 : 0;
    useEffect(() => { if (shown) list.current?.children[marked]?.scrollIntoView({ block: "nearest" }); }, [marked, shown]);
    const load = () => { if (!names) fetchNames(source).then(setNames, (error) => console.warn(error)); };
    const go = ([, , address]) => {
      setOpen(false);
      setText("");
      setPlace(-1);
      window.dash_clientside.shell.go(address);
    };
    const type = (typed) => { load(); setText(typed); setPlace(-1); setOpen(true); };
    const onKeyDown = (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!found.length) return;
        const step = event.key === "ArrowDown" ? 1 : -1;
        if (shown) setPlace((marked + step + found.length) % found.length);
        setOpen(true);
      } else if (event.key === "Escape" && (shown || text)) {
        event.preventDefault();
        if (!shown) setText("");
        setOpen(false);
      }
    };
    // without a name to take, the form is sent: its page says what there is
    const onSubmit = (event) => {
      const taken = found[marked];
      if (!taken && text.trim()) return;
      event.preventDefault();
      if (taken) go(taken);
    };
    const item = (entry, i) => h("li", { key: `${entry[0]} ${entry[1]}`, id: `${id}-${i}`, role: "option", "aria-selected": i === marked ? "true" : "false", "aria-label": `${entry[0]}, ${entry[1]}`,
      onMouseDown: (event) => event.preventDefault(), onClick: () => go(entry) },
      h("span", { className: "option-name" }, entry[0]), h("span", { className: "option-what" }, entry[1]));
    const count = shown ? (isNear ? `Did you mean one of these? ${found.length}` : `${found.length} found`) : "";
    return h("form", { action, method: "get", role: "search", "aria-label": label, className: `search no-print ${className || ""}`.trim(), onSubmit },
      h("label", { htmlFor: id, className: "control-label" }, label),
      hint ? h("p", { id: `${id}-hint`, className: "control-hint" }, hint) : null,
      h("div", { className: "search-row" },
        h("div", { className: "names-field" },
          h("input", { id, name, type: "text", value: text, placeholder, autoComplete: "off", autoCapitalize: "words", spellCheck: "false", enterKeyHint: "search", className: "field",
            role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": shown ? "true" : "false", "aria-controls": `${id}-list`,
            "aria-activedescendant": shown && marked >= 0 ? `${id}-${marked}` : undefined, "aria-describedby": hint ? `${id}-hint` : undefined,
            onFocus: load, onChange: (event) => type(event.target.value), onClick: () => setOpen(true), onBlur: () => setOpen(false), onKeyDown }),
          h("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: !shown, ref: list }, shown ? found.map(item) : null)),
        h("button", { type: "submit", className: "search-button" }, "Search")),
      h("p", { className: "control-error search-nothing", role: "status" }, none ? nothing : ""),
      h("p", { className: "visually-hidden", role: "status" }, count));
  }

  window.native_controls.Search = Search;
})();
