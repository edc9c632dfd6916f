// A chart comes with a layout for each of several rooms (charts/rooms.py). Streamlit's code asks here, with the element
// that it draws in, for the widest one that fits.
window.laidOut = (place, figure) => {
  const { meta: layouts = [], height, datarevision } = figure.layout;
  const box = place.closest(".stElementContainer");
  const frame = place.closest('[data-testid="stPlotlyChart"]');
  const fits = layouts.findLast(({ room }) => room <= frame.clientWidth) ?? layouts[0];
  // What differs in nothing is left out of what Plotly gives back.
  const { data: traces = figure.data.map(() => ({})), layout = {} } = fits ?? {};
  if (!layout.height) box.style.removeProperty("--high");
  // Plotly gives what it has drawn back to Streamlit, which then asks again.
  if (!fits || datarevision === fits.room) return figure;
  const before = frame.clientHeight;
  if (layout.height) box.style.setProperty("--high", `${layout.height}px`);
  const own = { height: frame.clientHeight === before ? height : frame.clientHeight, datarevision: fits.room };
  return {
    ...figure,
    data: traces.map((trace, number) => ({ ...figure.data[number], ...trace })),
    layout: { ...figure.layout, ...layout, ...own },
  };
};
