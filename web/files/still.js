// The card that a reader clicks stays where it is on the screen while the cards above it change, until the next act.
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
      const { top } = card.getBoundingClientRect();
      const observer = new ResizeObserver(() => {
        const now = main.querySelector(`.${CSS.escape(key)}`)?.getBoundingClientRect();
        if (now) main.scrollTop += Math.round(now.top - top);
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
