// The filter: which categories and rules are shown.

// tallies counts what each rule cut, here and in all files.
function tallies() {
  const of = new Map();
  const at = (name) => of.get(name) || of.set(name, {here: 0, all: 0, bytes: 0}).get(name);
  files.forEach((file, number) => {
    for (const c of file.cut) {
      for (const name of [rules[c.rule].category, rules[c.rule].name]) {
        const t = at(name);
        t.all += c.cuts;
        if (number === state.file) {
          t.here += c.cuts;
          t.bytes += c.bytes;
        }
      }
    }
  });
  return of;
}

// opened are the categories whose rules are listed: at first all of them where that is a short list.
const opened = (() => {
  const cutting = new Set(files.flatMap((file) => file.cut.map((c) => c.rule)));
  return new Set(cutting.size > 15 ? [] : [...cutting].map((n) => rules[n].category));
})();

// drawRules lists the categories that cut something, with their rules.
function drawRules() {
  const of = tallies();
  const cutting = rules.filter((r) => of.has(r.name));
  const byCount = (a, b) => of.get(b).here - of.get(a).here || of.get(b).all - of.get(a).all || (a < b ? -1 : 1);
  const names = [...new Set(cutting.map((r) => r.category))].sort(byCount);
  const query = $('query').value.trim().toLowerCase();
  const items = [];
  for (const name of names) {
    const own = cutting.filter((r) => r.category === name);
    const found = query ? own.filter((r) => r.name.toLowerCase().includes(query)) : own;
    if (!found.length) continue;
    const open = query !== '' || opened.has(name) || own.some((r) => state.picked.has(r.name));
    items.push(categoryItem(name, found.sort((a, b) => byCount(a.name, b.name)), of, open));
  }
  if (!items.length) items.push(el('li', {class: 'number'}, query ? 'No rule is called so.' : 'Nothing was cut.'));
  $('rules').replaceChildren(...items);
  $('clear').hidden = state.picked.size === 0;
}

// categoryItem is the entry of a category.
function categoryItem(name, own, of, open) {
  const hue = `hued h${own[0].hue}`;
  const fold = el('button', {class: 'open', 'aria-expanded': String(open), 'aria-label': `Rules of ${plain(name)}`, onclick: () => {
    if (!opened.delete(name)) opened.add(name);
    drawRules();
  }});
  fold.append(icon('M5 2l6 6-6 6'));
  const pick = entry(`pick ${hue}`, name, of.get(name), () => toggle(name));
  pick.prepend(el('i', {class: 'swatch'}));
  const list = el('ul', {class: 'rules'}, ...own.map((r) => el('li', {}, entry(hue, r.name, of.get(r.name), () => toggle(r.name), r.id, r.doc))));
  list.hidden = !open;
  return el('li', {}, el('div', {class: 'head'}, fold, pick), list);
}

// entry is a button that picks a category or a rule.
function entry(kind, name, tally, onclick, label = name, title = '') {
  const count = el('span', {class: 'number'}, tally.here.toLocaleString('en'));
  if (files.length > 1) count.append(el('small', {}, ` of ${tally.all.toLocaleString('en')}`));
  const hint = `${title ? `${plain(title)}\n` : ''}${many(tally.here, 'cut')}, ${bytes(tally.bytes)}${files.length > 1 ? `, in this file; ${many(tally.all, 'cut')} in all` : ''}`;
  return el('button', {class: `${kind}${tally.here ? '' : ' none'}`, 'aria-pressed': String(state.picked.has(name)), title: hint, onclick},
    el('span', {class: 'label'}, label), count);
}

function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

// toggle picks a category or a rule, or drops it again.
function toggle(name) {
  if (!state.picked.delete(name)) state.picked.add(name);
  refilter();
}

// pickOnly shows what one rule cuts, or everything if that is so already.
function pickOnly(name) {
  const only = state.picked.size === 1 && state.picked.has(name);
  state.picked = new Set(only ? [] : [name]);
  refilter();
}

// refilter shows what the filter makes of everything, and keeps the place.
function refilter() {
  const place = placeNow();
  filterRows();
  drawRules();
  drawFiles();
  const at = state.at, gone = at && (isCut(at) ? !shows(at.rule) : hides(at));
  hold(gone ? null : at);
  keepPlace(place);
  drawMap();
}
