// The files: their list, and the head of the one that is shown.

// matching counts the cuts in a file that are shown.
function matching(file) {
  return file.cut.reduce((sum, c) => sum + (shows(rules[c.rule]) ? c.cuts : 0), 0);
}

// share returns the parts of a bar: what went of a file, by category.
function share(file) {
  const of = new Map();
  for (const c of file.cut) {
    const rule = rules[c.rule];
    const part = of.get(rule.category) || of.set(rule.category, {rule, bytes: 0}).get(rule.category);
    part.bytes += c.bytes;
  }
  const parts = [...of.values()].sort((a, b) => b.bytes - a.bytes);
  return parts.filter((p) => p.bytes > 0).map((p) => {
    const bar = el('i', {class: `hued h${p.rule.hue}`, title: `${p.rule.category}: ${bytes(p.bytes)}`});
    bar.style.flex = `0 0 ${100 * p.bytes / Math.max(file.in, 1)}%`;
    return bar;
  });
}

// folders is how much of a name is folders, up to a place in it.
const folders = (name, end) => Math.max(name.lastIndexOf('/', end - 1), name.lastIndexOf('\\', end - 1)) + 1;

// common is how much all names have in common, in whole folders.
const common = (() => {
  if (files.length < 2) return 0;
  const first = files[0].name;
  let n = first.length;
  for (const f of files) while (n && !f.name.startsWith(first.slice(0, n))) n--;
  return n ? folders(first, n) : 0;
})();

let items = [];

// drawFiles lists the files, with what the filter finds in each.
function drawFiles() {
  if (files.length < 2) return;
  if (!items.length) {
    $('files').hidden = false;
    $('filecount').append(files.length.toLocaleString('en'));
    items = files.map((file, number) => fileItem(file, number));
    $('filelist').append(...items);
  }
  const query = $('query').value.trim().toLowerCase();
  const anyRule = query && rules.some((r) => r.name.toLowerCase().includes(query));
  const named = (f) => f.name.toLowerCase().includes(query);
  const anyFile = files.some(named);
  files.forEach((file, number) => {
    const button = items[number].firstChild, n = matching(file);
    items[number].hidden = query !== '' && !(anyFile || !anyRule ? named(file) : true);
    button.classList.toggle('none', n === 0);
    button.setAttribute('aria-current', String(number === state.file));
    button.children[1].textContent = file.error ? 'failed' : state.picked.size ? n.toLocaleString('en') : percent(file.in - file.out, file.in);
  });
}

// fileItem is the entry of a file.
function fileItem(file, number) {
  const name = file.name.slice(common), slash = folders(name, name.length);
  return el('li', {}, el('button', {title: plain(file.name), onclick: () => { openFile(number); closeMenu(); }},
    el('span', {class: 'path'}, el('span', {}, name.slice(0, slash)), el('b', {}, name.slice(slash))),
    el('span', {class: 'number'}), el('span', {class: 'bar'}, ...share(file))));
}

// openFile shows a file.
function openFile(number) {
  hold(null);
  state.file = number;
  drawHead();
  drawFile();
  filterRows();
  drawRules();
  drawFiles();
  items[number]?.scrollIntoView({block: 'nearest'});
  showPlace();
  drawMap();
  setAddress();
}

// drawHead names the file, and what became of it.
function drawHead() {
  const file = files[state.file];
  document.title = file ? `${plain(file.name)} · winnow explain` : 'winnow explain';
  $('name').replaceChildren();
  $('facts').replaceChildren();
  if (!file) return;
  put($('name'), file.name.slice(common));
  $('name').title = plain(file.title ? `${file.name}: ${file.title}` : file.name);
  const cut = file.cut.reduce((sum, c) => sum + c.cuts, 0);
  const pill = el('span', {class: `pill ${file.error ? 'failed' : file.status}`}, file.error ? 'failed' : file.status);
  pill.title = plain(file.error || (file.evidence || []).join('\n'));
  $('facts').append(pill, el('b', {}, `${percent(file.in - file.out, file.in)} cut`),
    `, ${bytes(file.in - file.out)} of ${bytes(file.in)} in ${many(cut, 'cut')} by ${many(file.cut.length, 'rule')}`);
  $('share').replaceChildren(...share(file));
  $('share').setAttribute('aria-label', `${percent(file.in - file.out, file.in)} of the text is cut`);
}
