// Light or dark as the reader chose it, kept in the browser. Streamlit keeps a choice for each path of its own, and reads
// it when it starts: this file stands before it, and says the choice again at every path.
(() => {
  const CHOSEN = "colours";
  const root = document.documentElement;
  const chosen = localStorage.getItem(CHOSEN) ?? "";
  const streamlits = `stActiveTheme-${location.pathname}-v2`;
  if (chosen) localStorage.setItem(streamlits, JSON.stringify(chosen));
  else localStorage.removeItem(streamlits);
  root.dataset.colours = chosen;
  root.style.colorScheme = chosen.toLowerCase();
  addEventListener("change", ({ target }) => {
    if (target.name !== CHOSEN || !target.closest("dialog.settings")) return;
    localStorage.setItem(CHOSEN, target.value);
    location.reload();
  });
})();
