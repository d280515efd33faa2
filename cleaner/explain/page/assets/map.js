// The map: the whole text as a strip, with the cuts that are shown.

// drawMap draws it before the next frame, for the heights that rows are thought to have.
function drawMap() {
  cancelAnimationFrame(drawMap.turn);
  drawMap.turn = requestAnimationFrame(() => {
    const canvas = $('map'), scale = window.devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    if (state.view !== 'kept') drawStrip(pen, canvas.clientWidth, canvas.clientHeight);
  });
}

// drawStrip draws the cuts, but none that would hide behind the one before.
function drawStrip(pen, wide, high) {
  let drawn = -1;
  eachHeight(high, (row, y, height) => {
    const cut = row.cuts.find((c) => shows(c.rule));
    if (!cut || y + height < drawn + 0.5) return;
    pen.fillStyle = colour(cut.rule.hue);
    pen.fillRect(row.whole ? 3 : wide / 2, y, wide, Math.max(height - 0.5, 1.5));
    drawn = y + height;
  });
}

// eachHeight calls use for all rows with their places on a map of so many pixels.
function eachHeight(high, use) {
  const wide = column(), total = chunks.reduce((sum, c) => sum + c.height, 0);
  const step = total ? Math.min(high / total, 1) : 0;
  let y = 0;
  for (const row of rows) {
    const height = tall(row, wide) * step;
    if (height) use(row, y, height);
    y += height;
  }
}

const colours = new Map();

// colour returns the colour of a hue, as the style sheet and the theme have it.
function colour(hue) {
  if (!colours.has(hue)) {
    const probe = el('i', {class: `swatch hued h${hue}`});
    document.body.append(probe);
    colours.set(hue, getComputedStyle(probe).backgroundColor);
    probe.remove();
  }
  return colours.get(hue);
}

// goToMap scrolls to the row at a height of the map.
function goToMap(at) {
  let found = null;
  eachHeight($('map').clientHeight, (row, y) => {
    if (y <= at) found = row;
  });
  if (found) reveal(found);
}
