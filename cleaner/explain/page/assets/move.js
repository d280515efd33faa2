// Moving about: from cut to cut, from file to file, and by the address.

// settle scrolls to a row. What is above it may turn out taller than was thought when it is laid out, so it looks again.
function settle(row, scroll) {
  draw(chunks[Math.floor(row.number / chunkRows)]);
  const look = (turns) => {
    scroll(row.element.getBoundingClientRect());
    if (turns) requestAnimationFrame(() => look(turns - 1));
    else if (state.at) showCard(state.at, false);
  };
  look(3);
}

// reveal brings a row into view: below the head, and above the card where that lies at the bottom of a phone.
function reveal(row) {
  const card = $('card');
  settle(row, (box) => {
    const over = !card.hidden && getComputedStyle(card).position === 'fixed' ? card.offsetTop - 8 : window.innerHeight - 120;
    if (box.top >= 90 && box.bottom <= over) return;
    window.scrollBy(0, box.top - Math.max(90, (90 + over - box.height) / 2));
  });
}

// topRow returns the first row in view.
function topRow() {
  for (const chunk of chunks) {
    if (!chunk.drawn || chunk.element.hidden || chunk.element.getBoundingClientRect().bottom < 80) continue;
    for (let i = chunk.from; i < chunk.to; i++) if (rows[i].element.getBoundingClientRect().bottom > 80) return rows[i];
  }
  return null;
}

// step goes to the next cut that is shown, or by -1 to the one before; past the last one, to the next file that has any.
function step(by) {
  if (state.view === 'kept') setView('all');
  let n;
  if (state.at) {
    const here = state.at.row || state.at;
    n = cuts.indexOf(state.at);
    if (n >= 0) n += by;
    else n = by > 0 ? cuts.findIndex((c) => c.row.number >= here.number) : cuts.findLastIndex((c) => c.row.number < here.number);
  } else {
    const from = topRow()?.number ?? 0;
    n = by > 0 ? cuts.findIndex((c) => c.row.number >= from) : cuts.findLastIndex((c) => c.row.number < from);
    if (n < 0 && by > 0) n = cuts.length;
  }
  if (n < 0 || n >= cuts.length) {
    stepFile(by, true);
    n = by > 0 ? 0 : cuts.length - 1;
  }
  if (cuts[n]) go(cuts[n]);
}

// stepFile goes to the next file, or by -1 to the one before, round and round; if it must, to one with cuts that are shown.
function stepFile(by, must) {
  for (let turn = 1; turn <= files.length; turn++) {
    const number = (state.file + by * turn + files.length * turn) % files.length;
    if (must && !matching(files[number])) continue;
    if (number !== state.file) openFile(number);
    return;
  }
}

// go holds a spot, and brings it into view.
function go(spot) {
  hold(spot);
  reveal(spot.row || spot);
}

// showPlace says which of the cuts that are shown is held.
function showPlace() {
  const n = state.at ? cuts.indexOf(state.at) + 1 : 0;
  $('place').value = n ? `${n.toLocaleString('en')} of ${cuts.length.toLocaleString('en')}` : many(cuts.length, 'cut');
}

// setView shows all lines, only cuts with what is around them, or only what is kept.
function setView(view) {
  const place = placeNow();
  state.view = view;
  document.body.className = document.body.className.replace(/\bview-\w+ ?/g, '');
  document.body.classList.add(`view-${view}`);
  for (const button of document.querySelectorAll('#views button')) button.setAttribute('aria-pressed', String(button.dataset.view === view));
  if (state.at && (view === 'kept' || hides(state.at.row || state.at))) hold(null);
  size();
  drawMap();
  keepPlace(place);
}

// hides tells whether a row is not there in this view.
const hides = (row) => state.view === 'cuts' && !row.near || state.view === 'kept' && row.whole;

// placeNow returns where the user looks: the row that is held, if it is in view, else the first one that is.
function placeNow() {
  const held = state.at && (state.at.row || state.at), box = held?.element?.getBoundingClientRect();
  const row = box && box.bottom > 80 && box.top < window.innerHeight ? held : topRow();
  return row && {row, top: row.element.getBoundingClientRect().top};
}

// keepPlace brings a row back to where it was, or the nearest one that is still there.
function keepPlace(place) {
  const from = place ? place.row.number : 0;
  const row = rows.slice(from).find((r) => !hides(r)) || rows.slice(0, from).findLast((r) => !hides(r));
  if (!place || !row) {
    window.scrollTo(0, 0);
    return;
  }
  settle(row, (box) => window.scrollBy(0, box.top - place.top));
}

// setAddress names the file and the line that is held: #L12, or #3L12 for the third file. A page of a single file has no number.
function setAddress() {
  const file = files.length > 1 ? state.file + 1 : '';
  const line = state.at ? `L${(state.at.row || state.at).line}` : '';
  try {
    history.replaceState(null, '', `#${file}${line}`);
  } catch { /* where pages may not, it stays as it is */ }
}

// readAddress goes where the address says.
function readAddress() {
  const [, file, line] = /^#(\d*)(?:L(\d+))?$/.exec(location.hash) || [];
  const number = Math.min(Math.max((Number(file) || 1) - 1, 0), files.length - 1);
  if (number !== state.file && files.length) openFile(number);
  if (!line) return;
  const row = rows.find((r) => r.line === Number(line)) || rows.findLast((r) => r.line < Number(line));
  if (row) go(row.cuts[0] || row);
}
