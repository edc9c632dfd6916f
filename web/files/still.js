// The card that a reader clicks, or the chart in it, stays where it is on the screen while what is above it changes,
// until the next act.
(() => {
  let release = () => {};
  addEventListener(
    "pointerdown",
    (event) => {
      release();
      const card = event.target.closest?.('[class*="st-key-card_"]');
      const main = card?.closest('[data-testid="stMain"]');
      if (!main || event.target.closest("a")) return;
      const key = [...card.classList].find((name) => name.startsWith("st-key-card_"));
      const CHART = '[data-testid="stPlotlyChart"]';
      const chart = event.target.closest(CHART);
      const number = [...card.querySelectorAll(CHART)].indexOf(chart);
      if (chart) {
        // A chart that took the room left in its card keeps its height to the part of a pixel, and its marks stay below
        // the pointer: a chart that is drawn again before the button is released hears no click.
        const place = chart.closest(".stElementContainer"); // which keeps it while the chart fills the window
        card.style.setProperty("--drawn", `${place.getBoundingClientRect().height}px`);
        card.style.setProperty("--grow", 0);
      }
      const { top } = (chart ?? card).getBoundingClientRect();
      const observer = new ResizeObserver(() => {
        const drawn = main.querySelector(`.${CSS.escape(key)}`);
        const now = chart ? drawn?.querySelectorAll(CHART)[number] : drawn;
        if (now) main.scrollTop += Math.round(now.getBoundingClientRect().top - top);
      });
      release = () => observer.disconnect();
      observer.observe(main.querySelector('[data-testid="stMainBlockContainer"]'));
    },
    { capture: true, passive: true },
  );
  for (const act of ["wheel", "touchmove", "keydown"]) {
    addEventListener(act, () => release(), { capture: true, passive: true });
  }
})();
