// The answer in the HTML gives way when the application has drawn its first card or, without one, the page's end.
(() => {
  const answer = document.getElementById("first-paint");
  if (!answer) return;
  const drawn = () => {
    const main = document.querySelector('[data-testid="stMain"]');
    const card = main?.querySelector('[class*="st-key-card_"]');
    if (main?.querySelector('[data-testid="stException"]')) return true;
    if (!card) return Boolean(main?.querySelector("hr"));
    return !card.querySelector('[data-testid="stSkeleton"], [data-testid="stPlotlyChart"]:not(:has(.main-svg))');
  };
  const observer = new MutationObserver(() => {
    if (!drawn()) return;
    observer.disconnect();
    answer.remove();
  });
  observer.observe(document.getElementById("root"), { childList: true, subtree: true });
})();
