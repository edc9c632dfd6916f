// Charts in sight are drawn first, each of the others when it comes near or when the browser has nothing else to do.
(() => {
  const NEAR = "400px";
  const LONGEST = 1000; // milliseconds that a chart waits for the browser to have nothing else to do
  const idle = window.requestIdleCallback ?? ((call) => setTimeout(call, 200));
  const waiting = new Map(); // element that a chart is drawn in -> what lets it be drawn
  let asked = false;
  const draw = (place) => {
    waiting.get(place)?.();
    waiting.delete(place);
    near.unobserve(place);
  };
  const near = new IntersectionObserver(
    (seen) => seen.filter((one) => one.isIntersecting).forEach((one) => draw(one.target)),
    { rootMargin: NEAR, scrollMargin: NEAR },
  );
  const drawOneWhenIdle = () => {
    if (asked || !waiting.size) return;
    asked = true;
    idle(
      () => {
        asked = false;
        const [place] = waiting.keys();
        if (place) draw(place);
        drawOneWhenIdle();
      },
      { timeout: LONGEST },
    );
  };
  addEventListener("beforeprint", () => [...waiting.keys()].forEach(draw));

  // Streamlit asks this before it draws a chart, with the element for it. The space for the chart is kept free.
  window.whenInSight = (place) => {
    // While the answer in the HTML stands, the whole application is moved out of sight.
    const moved = document.getElementById("root").getBoundingClientRect().top;
    const { top, bottom } = place.getBoundingClientRect();
    const isDrawn = place.classList.contains("js-plotly-plot");
    if (isDrawn || (top < moved + innerHeight && bottom > moved)) return Promise.resolve();
    return new Promise((drawn) => {
      waiting.set(place, drawn);
      near.observe(place);
      drawOneWhenIdle();
    });
  };
})();
