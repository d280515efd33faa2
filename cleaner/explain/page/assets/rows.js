// The text: rows in chunks. What is in view is drawn at once, the rest while the browser is idle, so that its search finds
// it; and what is out of view is not laid out.

const chunkRows = 100;
let rows = [], chunks = [], cuts = [], drawing = 0;

// drawFile makes the chunks of a file.
function drawFile() {
  const main = $('main');
  rows = rowsOf(state.file);
  tagRuns();
  chunks = [];
  for (let from = 0; from < rows.length; from += chunkRows) {
    const chunk = {from, to: Math.min(from + chunkRows, rows.length), element: el('div', {class: 'chunk'}), drawn: false};
    chunk.element.chunk = chunk;
    chunks.push(chunk);
  }
  main.style.setProperty('--digits', String(rows.length ? rows[rows.length - 1].line : 1).length);
  main.replaceChildren(...note(), ...chunks.map((c) => c.element));
  for (const chunk of chunks) nearing.observe(chunk.element);
  window.scrollTo(0, 0);
}

// note returns what there is to say in place of a text.
function note() {
  const file = files[state.file];
  if (!file) return [el('p', {class: 'note'}, 'No input could be read.')];
  if (file.error) return [el('p', {class: 'note'}, `This is not all of it: ${file.error}`)];
  if (!rows.length) return [el('p', {class: 'note'}, 'There is no text in it.')];
  return [el('p', {class: 'note nothing'}, 'No such cut in this file.')];
}

// tagRuns counts the rows that one rule cuts in a row, for the first of them to name it.
function tagRuns() {
  for (let i = 0; i < rows.length;) {
    let n = i + 1;
    if (rows[i].whole) {
      const rule = rows[i].cuts[0].rule;
      while (n < rows.length && rows[n].whole && rows[n].cuts[0].rule === rule) n++;
    }
    rows[i].run = n - i;
    i = n;
  }
}

// tagOf names the rules that cut a row, if it is the first that they cut.
function tagOf(row) {
  if (!row.run || !row.cuts.length) return undefined;
  return row.run > 1 ? `${row.cuts[0].rule.name} ×${row.run}` : row.cuts.map((c) => c.rule.name).join(', ');
}

// draw fills a chunk.
function draw(chunk) {
  if (chunk.drawn) return;
  chunk.drawn = true;
  nearing.unobserve(chunk.element);
  const made = [];
  for (let i = chunk.from; i < chunk.to; i++) made.push(drawRow(rows[i]));
  chunk.element.append(...made);
}

// drawRow makes the element of a row.
function drawRow(row) {
  const text = el('span', {class: 'text'}, row.indent || '');
  row.parts.forEach((part, n) => {
    if (n % 2 === 0) return put(text, part);
    const cut = row.cuts[(n - 1) / 2];
    cut.element = el('del', {class: `hued h${cut.rule.hue}`}, part);
    cut.element.spot = cut;
    text.append(cut.element);
  });
  const sign = row.whole ? '−' : row.cuts.length ? '~' : ' ';
  const before = row.number && rows[row.number - 1].line === row.line ? '' : row.line;
  const kind = row.whole ? 'drop' : row.cuts.length ? 'trim' : 'keep';
  const hue = row.cuts.length ? ` hued h${row.cuts[0].rule.hue}` : '';
  row.element = el('div', {
    class: `row ${kind}${hue}${row.gap ? ' gap' : ''}${row.kind ? ` ${row.kind}` : ''}`, 'data-no': `${before} ${sign}`, 'data-tag': tagOf(row),
  }, text);
  row.element.spot = row;
  paint(row);
  return row.element;
}

// paint shows in a row that is drawn what the filter makes of it.
function paint(row) {
  if (!row.element) return;
  for (const cut of row.cuts) cut.element.classList.toggle('off', !shows(cut.rule));
  row.element.classList.toggle('off', row.cuts.length > 0 && !row.cuts.some((c) => shows(c.rule)));
  row.element.classList.toggle('near', row.near);
  row.element.querySelector('.fold')?.remove();
  row.element.toggleAttribute('data-fold', row.fold > 0);
  if (row.fold) row.element.append(el('span', {class: 'fold'}, `${many(row.fold, 'line')} between`));
}

// filterRows finds the cuts that are shown, the rows near them, and how tall the chunks are about.
function filterRows() {
  cuts = [];
  for (const row of rows) row.near = false;
  for (const row of rows) {
    const before = cuts.length;
    for (const cut of row.cuts) if (shows(cut.rule)) cuts.push(cut);
    if (cuts.length === before) continue;
    row.near = true;
    if (row.number > 0) rows[row.number - 1].near = true;
    if (row.number + 1 < rows.length) rows[row.number + 1].near = true;
  }
  let last = -1;
  for (const row of rows) {
    row.fold = row.near ? row.number - last - 1 : 0;
    if (row.near) last = row.number;
  }
  rows.forEach(paint);
  document.body.classList.toggle('filtered', state.picked.size > 0);
  document.body.classList.toggle('nothing', rows.length > 0 && cuts.length === 0);
  size();
}

// size tells the browser how tall the chunks are about, and draws those at the top.
function size() {
  const wide = column();
  let filled = 0;
  for (const chunk of chunks) {
    let height = 0;
    for (let i = chunk.from; i < chunk.to; i++) height += tall(rows[i], wide);
    chunk.element.hidden = height === 0;
    chunk.element.style.containIntrinsicBlockSize = `auto ${Math.round(height)}px`;
    chunk.height = height;
    if (filled < 2 * window.innerHeight) draw(chunk);
    filled += height;
  }
  drawRest();
}

// column guesses how many characters a line holds.
const column = () => Math.max(20, Math.min($('main').clientWidth - 90, 736) / 7.4);

// tall guesses the height of a row, of which a line holds so many characters.
function tall(row, wide) {
  if (hides(row)) return 0;
  return Math.ceil(row.length / wide) * 24 + 4 + (row.gap ? 12 : 0) + (state.view === 'cuts' && row.fold ? 40 : 0);
}

// drawRest draws the other chunks, a few at a time.
function drawRest() {
  const turn = ++drawing;
  const idle = window.requestIdleCallback || ((f) => setTimeout(() => f({timeRemaining: () => 8}), 16));
  let next = 0;
  const some = (deadline) => {
    if (turn !== drawing) return;
    do {
      if (next === chunks.length) {
        performance.mark('drawn');
        return;
      }
      draw(chunks[next++]);
    } while (deadline.timeRemaining() > 4);
    idle(some);
  };
  idle(some);
}

// nearing draws the chunks that come near to being seen.
const nearing = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) draw(entry.target.chunk);
}, {rootMargin: '1500px'});
