// A chart comes with a layout for each of several rooms (charts/rooms.py). Streamlit's code asks here, with the element
// that it draws in, for the widest one that fits. Streamlit measures the height of this element only after it has drawn,
// and then draws again: so it is measured here.
(() => {
  const MOST = 3; // times that a height which Streamlit tells is not taken; it is right if it goes on to tell it
  const refused = new WeakMap(); // element -> the height that was told, and how often it was not taken
  const heightOf = (place, frame, told) => {
    // A chart that fills the window is as high as Streamlit tells.
    const { position } = getComputedStyle(frame.closest('[data-testid="stFullScreenFrame"]'));
    const measured = frame.clientHeight;
    // A measured height is in whole pixels, what Streamlit tells is not.
    if (position === "fixed" || !measured || Math.abs(measured - told) < 1) return told;
    const [before, times] = refused.get(place) ?? [];
    if (before === told && times === MOST) return told;
    refused.set(place, [told, before === told ? times + 1 : 1]);
    return measured;
  };
  window.laidOut = (place, figure) => {
    const { meta: layouts = [], height: told, datarevision } = figure.layout;
    const box = place.closest(".stElementContainer");
    const frame = place.closest('[data-testid="stPlotlyChart"]');
    const fits = layouts.findLast(({ room }) => room <= frame.clientWidth) ?? layouts[0];
    // What differs in nothing is left out of what Plotly gives back.
    const { data: traces = figure.data.map(() => ({})), layout = {} } = fits ?? {};
    if (layout.height) box.style.setProperty("--high", `${layout.height}px`);
    else box.style.removeProperty("--high");
    const height = heightOf(place, frame, told);
    // Plotly gives what it has drawn back to Streamlit, which then asks again.
    const isLaidOut = !fits || datarevision === fits.room;
    if (isLaidOut && height === told) return figure;
    if (isLaidOut) return { ...figure, layout: { ...figure.layout, height } };
    return {
      ...figure,
      data: traces.map((trace, number) => ({ ...figure.data[number], ...trace })),
      layout: { ...figure.layout, ...layout, height, datarevision: fits.room },
    };
  };
})();
