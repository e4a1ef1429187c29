/* The grid's script is large and few pages have a grid: it is fetched when the first one comes into sight. */
(() => {
  const { createElement, lazy, Suspense, useEffect, useRef, useState } = window.React;
  const fetched = () =>
    new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = document.body.dataset.root + "/_dash-component-suites/dash_ag_grid/dash_ag_grid.min.js";
      script.onerror = () => fail(new Error("The script of the grid could not be fetched."));
      script.onload = () => {
        const own = window.dash_ag_grid;
        window.dash_ag_grid = { ...own, ...stand };  // React would draw a grid anew whose component has changed
        done({ default: own.AgGrid });
      };
      document.head.append(script);
    });
  const Grid = lazy(fetched);

  function AgGrid(props) {
    const [isNear, setNear] = useState(false);
    const place = useRef(null);
    useEffect(() => {
      const watcher = new IntersectionObserver(([entry]) => entry.isIntersecting && setNear(true), { rootMargin: "300px" });
      watcher.observe(place.current);
      return () => watcher.disconnect();
    }, []);
    const room = createElement("div", { ref: place, style: props.style });
    return isNear ? createElement(Suspense, { fallback: room }, createElement(Grid, props)) : room;
  }
  window.dashAgGridComponentFunctions = {
    ...window.dashAgGridComponentFunctions,
    AuthorityLink: ({ value, data }) =>
      createElement("a", { href: `${document.body.dataset.root}/authority/${data.slug}` }, value),
  };
  const stand = { AgGrid };
  window.dash_ag_grid = stand;
})();
