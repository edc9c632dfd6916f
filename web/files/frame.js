// The header's panels lie over the page: one is open at a time, and a click elsewhere, a followed link and Escape close it.
// The button at the foot of the filters closes them. Neither asks the server: what a reader clicked before is in no danger.
(() => {
  const PANELS = ".st-key-head details";
  const close = (kept) => {
    for (const panel of document.querySelectorAll(`${PANELS}[open]`)) {
      if (panel !== kept) panel.querySelector("summary").click();
    }
  };
  if (navigator.share) document.documentElement.classList.add("can-send");
  addEventListener(
    "click",
    ({ target, isTrusted }) => {
      if (!isTrusted) return;
      close(target.closest("a") ? null : target.closest(PANELS));
      if (target.closest(".show-selection")) {
        document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
      }
      const send = target.closest(".send");
      // A reader who chooses no app is no error.
      if (send) navigator.share({ ...send.dataset }).catch(() => {});
    },
    true,
  );
  addEventListener("keydown", ({ key }) => {
    const panel = key === "Escape" && document.querySelector(`${PANELS}[open]`);
    if (!panel) return;
    panel.querySelector("summary").focus();
    close(null);
  });
})();
