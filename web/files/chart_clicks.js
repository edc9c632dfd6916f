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
// A click selects the mark that Plotly said was hovered last. It says so at most every 50 ms, and nothing where a chart
// was drawn below a pointer that did not move. A pointer that leaves and comes is heard at once.
addEventListener(
  "mousedown",
  (event) => {
    if (!event.isTrusted || !event.target.closest?.(".js-plotly-plot")) return;
    const { clientX, clientY } = event;
    for (const kind of ["mouseout", "mousemove"]) {
      event.target.dispatchEvent(
        new MouseEvent(kind, { bubbles: true, view: window, clientX, clientY }),
      );
    }
  },
  { capture: true, passive: true },
);
// A mark that is clicked is noted at once and sent a moment later. Where a page run ends in between, Streamlit forgets the
// state of widgets that the page has no more, such as a chart that was replaced: not before the mark is sent.
globalThis.keepingMarks = (states) => {
  const remove = states.removeInactive;
  if (remove && !remove.waits) {
    states.removeInactive = function (active) {
      if (!this.flushScheduled) remove.call(this, active);
    };
    states.removeInactive.waits = true;
  }
  return states;
};
