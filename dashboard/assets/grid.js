/* The grid's script is large and few pages have a grid: it is fetched when the first one is drawn. */
(() => {
  const { createElement, lazy, Suspense } = window.React;
  const fetched = () =>
    new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = "/_dash-component-suites/dash_ag_grid/dash_ag_grid.min.js";
      script.onerror = () => fail(new Error("The script of the grid could not be fetched."));
      script.onload = () => {
        const own = window.dash_ag_grid;
        window.dash_ag_grid = { ...own, ...stand };  // React would draw a grid anew whose component has changed
        done({ default: own.AgGrid });
      };
      document.head.append(script);
    });
  const Grid = lazy(fetched);
  const stand = { AgGrid: (props) => createElement(Suspense, { fallback: null }, createElement(Grid, props)) };
  window.dash_ag_grid = stand;
})();
