// The answer in the HTML gives way when the application has drawn the page: all of its elements, and its first chart.
(() => {
  const answer = document.getElementById("first-paint");
  if (!answer) return;
  const root = document.getElementById("root");
  const STILL = 120; // milliseconds without a change, in which what is drawn finds its place
  const LONGEST = 1000; // milliseconds that are waited for these
  const CHART = '[data-testid="stPlotlyChart"]';
  let since = 0;
  let timer = 0;
  const drawn = () => {
    const main = root.querySelector('[data-testid="stMain"]');
    if (main?.querySelector('[data-testid="stException"]')) return true;
    if (!main?.querySelector("hr, .st-key-embedded_foot p") || root.querySelector('[data-testid="stSkeleton"]')) return false;
    const chart = main.querySelector(CHART);
    return !chart || Boolean(chart.querySelector(".main-svg"));
  };
  // Whether a change is in a chart after the first. Its space was kept free, so drawing it moves nothing.
  const inLaterChart = ({ target }) => {
    const chart = target.closest?.(CHART);
    return chart && chart !== root.querySelector(CHART);
  };
  const giveWay = () => {
    observer.disconnect();
    answer.remove();
  };
  const observer = new MutationObserver((changes) => {
    if (!drawn() || (since && changes.every(inLaterChart))) return;
    since ||= performance.now();
    clearTimeout(timer);
    if (performance.now() - since > LONGEST) giveWay();
    else timer = setTimeout(giveWay, STILL);
  });
  observer.observe(root, { childList: true, subtree: true });
})();
