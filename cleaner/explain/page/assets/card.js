// The card: the rule behind a cut, its reason, and what else was said.

// spotOf returns what an element stands for, if there is something to say of it: a cut, or a row that stays.
function spotOf(element) {
  const del = element.closest('del');
  if (del) return del.spot;
  const row = element.closest('.text')?.closest('.row')?.spot;
  if (!row) return null;
  return row.whole ? row.cuts[0] : row;
}

const isCut = (spot) => spot.rule !== undefined;

// showCard shows the card of a spot beside it, or none. A floating one is in nobody's way.
function showCard(spot, floating) {
  const card = $('card');
  if (!spot || isCut(spot) && !shows(spot.rule) && floating) {
    card.hidden = true;
    return;
  }
  card.className = isCut(spot) ? `hued h${spot.rule.hue}` : '';
  card.classList.toggle('floating', floating);
  card.replaceChildren(...(isCut(spot) ? cutCard(spot) : keptCard(spot)));
  card.hidden = false;
  placeCard(card, spot.element);
}

// placeCard puts the card into the margin beside an element where that is wide enough, else below it, else above.
function placeCard(card, element) {
  const box = element.getClientRects()[0] || element.getBoundingClientRect();
  const text = element.closest('.row').querySelector('.text').getBoundingClientRect();
  const wide = document.documentElement.clientWidth, high = window.innerHeight;
  let left = text.right + 22, top = box.top - 4;
  if (left + card.offsetWidth > wide - 18) {
    left = Math.max(8, Math.min(box.left, wide - card.offsetWidth - 24));
    const below = element.getBoundingClientRect().bottom + 8;
    top = below + card.offsetHeight > high && box.top - card.offsetHeight > 70 ? box.top - card.offsetHeight - 8 : below;
  } else if (top + card.offsetHeight > high - 12) {
    top = Math.max(76, high - 12 - card.offsetHeight);
  }
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${top + window.scrollY}px`;
}

// cutCard returns what there is to say of a cut.
function cutCard(cut) {
  const only = state.picked.size === 1 && state.picked.has(cut.rule.name);
  return [
    el('p', {class: 'rule'}, cut.rule.name),
    el('p', {class: 'why'}, cut.why),
    votesTable(votesOf(cut.row), cut),
    where(cut.row),
    el('p', {class: 'acts'}, el('button', {onclick: () => pickOnly(cut.rule.name)}, only ? 'Show all rules' : 'Show only this rule'),
      el('button', {onclick: () => hold(null)}, 'Close')),
  ];
}

// keptCard returns what there is to say of a row that stays, or of the rest of one that is trimmed.
function keptCard(row) {
  const votes = votesOf(row);
  let said = 'Kept: no rule has anything to say of it.';
  if (votes.some((v) => v.rule.keep)) said = 'Kept: a keep rule holds it.';
  else if (row.cuts.length) said = 'The rest of the line stays.';
  else if (votes.length) said = 'Kept: what was said is not enough for a cut.';
  return [
    el('p', {class: 'why'}, said),
    votesTable(votes, null),
    where(row),
    el('p', {class: 'acts'}, el('button', {onclick: () => hold(null)}, 'Close')),
  ];
}

const signed = (n) => (n < 0 ? `−${(-n).toFixed(1)}` : `+${n.toFixed(1)}`);

const sum = (weight) => el('tr', {class: 'sum'}, el('td', {}, `Together; ${summary.threshold} is enough for a cut`), el('td', {}, signed(weight)));

// votesTable lists what was said of a row, and what that makes for a cut in it, or for none.
function votesTable(votes, cut) {
  const most = 8;
  const lines = votes.slice(0, most).map((v) => el('tr', {title: plain(v.why)},
    el('td', {class: 'more'}, v.rule.name, v.part ? ' (part)' : ''),
    el('td', {class: v.rule.keep || v.weight < 0 ? 'against' : 'for'}, v.rule.keep ? 'holds' : signed(v.weight))));
  if (votes.length > most) lines.push(el('tr', {}, el('td', {class: 'more'}, `and ${votes.length - most} more`), el('td')));
  if (cut && cut.weight) {
    lines.push(sum(cut.weight));
  } else if (cut) {
    lines.push(el('tr', {class: 'sum'}, el('td', {}, 'A cut before goes on to the end'), el('td')));
  } else if (votes.length && !votes.some((v) => v.rule.keep || v.part)) {
    lines.push(sum(votes.reduce((total, v) => total + v.weight, 0)));
  }
  return el('table', {}, el('tbody', {}, ...lines));
}

// where says where a row stands.
function where(row) {
  const place = `Line ${row.line}, ${many(row.size, 'byte')} from ${row.at.toLocaleString('en')}`;
  const path = pathOf(row);
  return el('p', {class: 'where'}, place, ...(path ? [el('code', {title: plain(path)}, path)] : []));
}

// hold keeps the card of a spot in place, and the address with it.
function hold(spot) {
  state.at?.element.classList.remove('on');
  state.at = spot;
  if (spot) {
    draw(chunks[Math.floor((spot.row || spot).number / chunkRows)]);
    spot.element.classList.add('on');
  }
  showCard(spot, false);
  showPlace();
  setAddress();
}
