// The map: the whole text as a strip, with the cuts that are shown.

// drawMap draws it for the heights that chunks are thought to have.
function drawMap() {
  const canvas = $('map'), scale = window.devicePixelRatio || 1;
  const wide = canvas.clientWidth, high = canvas.clientHeight;
  canvas.width = wide * scale;
  canvas.height = high * scale;
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  const total = chunks.reduce((sum, c) => sum + c.height, 0);
  if (!total || state.view === 'kept') return;
  const column = Math.max(20, Math.min($('main').clientWidth - 90, 736) / 7.4);
  const step = Math.min(high / total, 1);
  let y = 0;
  for (const row of rows) {
    const height = tall(row, column) * step;
    const cut = row.cuts.find((c) => shows(c.rule));
    if (cut) {
      pen.fillStyle = colour(cut.rule.hue);
      pen.fillRect(row.whole ? 3 : wide / 2, y, wide, Math.max(height - 0.5, 1.5));
    }
    row.y = y;
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
function goToMap(y) {
  const row = rows.findLast((r) => r.y <= y && tall(r, 80));
  if (row) reveal(row);
}
