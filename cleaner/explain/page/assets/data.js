// What the page is told: see page.go and rows.go, which write it.

const $ = (id) => document.getElementById(id);
const summary = JSON.parse($('summary').textContent);
const files = summary.files;
const rules = summary.rules.map((rule, number) => {
  const category = summary.categories[rule.category];
  return {...rule, number, category, hue: rule.category % 20, name: `${category}/${rule.id}`};
});

// state is all that the user can change, but for what is in the address.
const state = {
  file: -1, // the one that is shown
  view: 'all',
  picked: new Set(), // names of categories and of rules that are shown; none stands for all
  at: null, // the spot that is held: a cut, or a row that stays
};

// shows tells whether the cuts of a rule are shown.
function shows(rule) {
  return state.picked.size === 0 || state.picked.has(rule.category) || state.picked.has(rule.name);
}

// rowsOf returns the rows of a file, of which each knows its cuts.
function rowsOf(number) {
  const rows = [];
  for (const block of document.querySelectorAll(`script[data-file="${number}"]`)) {
    const told = JSON.parse(block.textContent);
    for (const row of told.rows) {
      row.told = told;
      row.cuts = row.cuts ? row.cuts.map((c, part) => ({rule: rules[c.rule], weight: c.weight, why: whyOf(c, told), row, part})) : [];
      row.whole = row.cuts.length === 1 && row.parts.length === 2 && row.parts[0] === '';
      row.number = rows.length;
      row.length = 0;
      for (const part of row.parts) row.length += part.length;
      rows.push(row);
    }
  }
  return rows;
}

// whyOf returns the reason of a vote or a cut.
const whyOf = (v, told) => (v.reason ? told.reasons[v.reason - 1] : rules[v.rule].doc);

// votesOf returns what was said of a row, the weightiest first.
function votesOf(row) {
  const votes = (row.votes || []).map((v) => ({rule: rules[v.rule], weight: v.weight, why: whyOf(v, row.told), part: v.size > 0}));
  return votes.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

// pathOf returns the elements that a row of a page stands in.
const pathOf = (row) => (row.path ? row.told.paths[row.path - 1] : '');

// bytes says how much n bytes are.
function bytes(n) {
  if (n < 1000) return `${n} ${n === 1 ? 'byte' : 'bytes'}`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let unit = -1;
  do { n /= 1000; unit++; } while (n >= 999.5 && unit < units.length - 1);
  return `${n < 10 ? n.toFixed(1) : n.toFixed(0)} ${units[unit]}`;
}

// many says how many there are of something.
const many = (n, one, more = one + 's') => `${n.toLocaleString('en')} ${n === 1 ? one : more}`;

// percent says which share of whole a part is.
const percent = (part, whole) => (whole ? `${(100 * part / whole).toFixed(1)} %` : '0 %');

// el makes an element. Whatever is in the children becomes text, never markup.
function el(tag, attributes = {}, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'class') e.className = value;
    else if (name === 'onclick') e.onclick = value;
    else if (value !== undefined && value !== false) e.setAttribute(name, value);
  }
  for (const child of children) {
    if (child instanceof Node) e.append(child);
    else put(e, child);
  }
  return e;
}

// put appends a text, in which U+FDD0 and U+FDD1 stand around what is spelled out.
function put(e, text) {
  text = String(text);
  if (!text.includes('\ufdd0')) {
    e.append(text);
    return;
  }
  for (const [n, part] of text.split(/[\ufdd0\ufdd1]/).entries()) {
    if (n % 2) e.append(el('i', {class: 'spelled'}, part));
    else if (part) e.append(part);
  }
}

// plain returns a text without what stands around what is spelled out.
const plain = (text) => text.replace(/[\ufdd0\ufdd1]/g, '');
