// Plotly takes a touch for the beginning of a drag: a tap selects a mark only when it is the second, and a swipe that
// begins on a chart does not scroll the page. Our charts cannot be dragged. Where Plotly does not see touches, the
// browser scrolls on a swipe, and gives Plotly what a mouse does on a tap.
addEventListener(
  "touchstart",
  (event) => {
    if (event.target.closest?.(".js-plotly-plot")) event.stopImmediatePropagation();
  },
  { capture: true, passive: true },
);
