// A chart comes with a layout for each of several rooms (charts/rooms.py). Streamlit's code asks here, with the element
// that it draws in, for the widest one that fits. Streamlit measures this element only after it has drawn, and then draws
// again: so it is measured here. Streamlit draws each chart at least three times: with its figure, with a copy of that,
// and with what Plotly gives back. So it also asks here whether a figure is drawn already.
(() => {
  const MOST = 3; // times that a height which Streamlit tells is not taken; it is right if it goes on to tell it
  const refused = new WeakMap(); // element -> the height that was told, and how often it was not taken
  const heightOf = (place, frame, told) => {
    // A chart that fills the window is as high as Streamlit tells.
    const { position } = getComputedStyle(frame.closest('[data-testid="stFullScreenFrame"]'));
    const measured = frame.getBoundingClientRect().height;
    // For a part of a pixel a chart is not drawn again.
    if (position === "fixed" || !measured || Math.abs(measured - told) < 1) return told;
    const [before, times] = refused.get(place) ?? [];
    if (before === told && times === MOST) return told;
    refused.set(place, [told, before === told ? times + 1 : 1]);
    return measured;
  };
  window.laidOut = (place, figure) => {
    const { meta: layouts = [], datarevision } = figure.layout;
    const box = place.closest(".stElementContainer");
    const frame = place.closest('[data-testid="stPlotlyChart"]');
    const fits = layouts.findLast(({ room }) => room <= frame.clientWidth) ?? layouts[0];
    // What differs in nothing is left out of what Plotly gives back.
    const { data: traces = figure.data.map(() => ({})), layout = {} } = fits ?? {};
    if (layout.height) box.style.setProperty("--high", `${layout.height}px`);
    else box.style.removeProperty("--high");
    const drawing = {
      height: heightOf(place, frame, figure.layout.height),
      width: figure.layout.width ?? frame.getBoundingClientRect().width,
      dragmode: false, // which Streamlit takes for none, and sets
    };
    // Plotly gives what it has drawn back to Streamlit, which then asks again.
    const isLaidOut = !fits || datarevision === fits.room;
    if (isLaidOut && Object.keys(drawing).every((name) => drawing[name] === figure.layout[name])) return figure;
    if (isLaidOut) return { ...figure, layout: { ...figure.layout, ...drawing } };
    return {
      ...figure,
      data: traces.map((trace, number) => ({ ...figure.data[number], ...trace })),
      layout: { ...figure.layout, ...layout, ...drawing, datarevision: fits.room },
    };
  };
  const asText = ({ data, layout: { meta: _layouts, ...layout } }) => JSON.stringify([data, layout]);
  const drawn = new WeakMap(); // element -> the figure that was drawn in it last, and its settings, as text
  window.isDrawn = (place, { data, layout, config }) => {
    const last = drawn.get(place);
    const settings = JSON.stringify(config);
    const isGivenBack = data === place.data && layout === place.layout;
    const figure = isGivenBack ? last?.figure : asText({ data, layout });
    // Plotly writes into a figure that it draws, marks what is selected, and draws anew where the window is resized.
    const isFigure = figure === last?.figure || (last && figure === asText(place));
    const isMarked = place.data?.some(({ selectedpoints }) => selectedpoints);
    const { width, height } = place._fullLayout ?? {};
    const isAsLarge = width === layout.width && height === layout.height;
    drawn.set(place, { figure, settings });
    return isFigure && isAsLarge && !isMarked && settings === last?.settings;
  };
})();
