// A chart comes with a layout for each of several rooms (charts/rooms.py). Streamlit's code asks here, with the element
// that it draws in, for the widest one that fits.
window.laidOut = (place, figure) => {
  const { meta: layouts = [], width, height, datarevision } = figure.layout;
  const fits = layouts.findLast(({ room }) => room <= width - 4) ?? layouts[0];
  const box = place.closest(".stElementContainer");
  if (!fits?.layout.height) box.style.removeProperty("--high");
  // Plotly gives what it has drawn back to Streamlit, which then asks again.
  if (!fits || datarevision === fits.room) return figure;
  const frame = place.closest('[data-testid="stPlotlyChart"]');
  const before = frame.clientHeight;
  if (fits.layout.height) box.style.setProperty("--high", `${fits.layout.height}px`);
  const own = { height: frame.clientHeight === before ? height : frame.clientHeight, datarevision: fits.room };
  return {
    ...figure,
    data: fits.data.map((trace, number) => ({ ...figure.data[number], ...trace })),
    layout: { ...figure.layout, ...fits.layout, ...own },
  };
};
