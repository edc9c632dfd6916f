// What a mark says on hover stands above the mark: beside it stands what the chart says of it. Plotly places the words
// anew at each move and measures them before, so they are moved each time it has placed them.
(() => {
  const ours = new WeakMap();
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!target.matches("g.hovertext")) continue;
      const placed = target.getAttribute("transform");
      const [, x, y] = /^translate\(([-.\d]+)[ ,]+([-.\d]+)\)$/.exec(placed) ?? [];
      if (y === undefined || placed === ours.get(target)) continue;
      const above = Number(y) - target.getBBox().height / 2 - 12;
      ours.set(target, `translate(${x},${above})`);
      target.setAttribute("transform", ours.get(target));
    }
  }).observe(document, { attributeFilter: ["transform"], subtree: true });
})();
