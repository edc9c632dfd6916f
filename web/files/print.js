// The button of a document that prints it. A document begins at its top, wherever its page was read before.
(() => {
  addEventListener("click", (event) => event.target.closest?.(".st-key-print_now button") && print(), true);
  let shown = false;
  new MutationObserver(() => {
    const now = Boolean(document.querySelector(".st-key-print_now"));
    if (now && !shown) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    shown = now;
  }).observe(document, { childList: true, subtree: true });
})();
