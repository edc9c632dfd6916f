// A chart comes with a layout for each of several rooms (charts/rooms.py). Streamlit's code asks here, with the element
// that it draws in, for the widest one that fits. Streamlit measures the height of this element only after it has drawn,
// and then draws again: so it is measured here.
window.laidOut = (place, figure) => {
  const { meta: layouts = [], height: told, datarevision } = figure.layout;
  const box = place.closest(".stElementContainer");
  const frame = place.closest('[data-testid="stPlotlyChart"]');
  const fits = layouts.findLast(({ room }) => room <= frame.clientWidth) ?? layouts[0];
  // What differs in nothing is left out of what Plotly gives back.
  const { data: traces = figure.data.map(() => ({})), layout = {} } = fits ?? {};
  if (layout.height) box.style.setProperty("--high", `${layout.height}px`);
  else box.style.removeProperty("--high");
  const measured = frame.clientHeight || told;
  // A measured height is in whole pixels, what Streamlit tells is not.
  const height = Math.abs(measured - told) < 1 ? told : measured;
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
