// The server puts a new field in the place of one whose words it takes out (a reset, a step back). What a reader has
// typed since, and not sent by Enter, is typed into the new field again.
(() => {
  let typed = null;
  const field = (node) => (node?.matches?.('[data-testid="stTextInput"] input') ? node : null);
  const done = (event) => {
    if (event.target === typed?.field) typed = null;
  };
  addEventListener(
    "input",
    (event) => {
      if (event.isTrusted && field(event.target)) {
        const { target } = event;
        typed = { field: target, label: target.getAttribute("aria-label"), words: target.value };
      }
    },
    true,
  );
  addEventListener("keydown", (event) => event.key === "Enter" && done(event), true);
  // A field that is taken out loses the focus first.
  addEventListener("blur", (event) => setTimeout(() => event.target.isConnected && done(event)), true);
  new MutationObserver(() => {
    if (!typed || typed.field.isConnected) return;
    const fields = document.querySelectorAll('[data-testid="stTextInput"] input');
    const next = [...fields].find((one) => one.getAttribute("aria-label") === typed.label);
    if (!next) return;
    typed.field = next;
    next.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(next, typed.words);
    next.dispatchEvent(new Event("input", { bubbles: true }));
  }).observe(document, { childList: true, subtree: true });
})();
