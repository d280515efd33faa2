// What the user does.

function openMenu(open = true) {
  document.body.classList.toggle('menu', open);
  $('menu').setAttribute('aria-expanded', String(open));
}

const closeMenu = () => openMenu(false);

// setTheme turns the page from what the system has to the other theme, then to the same, and back to the system's.
function setTheme() {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const order = dark ? ['', 'light', 'dark'] : ['', 'dark', 'light'];
  const next = order[(order.indexOf(root.dataset.theme || '') + 1) % 3];
  if (next) root.dataset.theme = next;
  else delete root.dataset.theme;
  recolour();
}

// recolour draws anew what style sheets do not reach.
function recolour() {
  colours.clear();
  drawMap();
}

// closeNearest closes what is open, the nearest first.
function closeNearest() {
  if ($('query').value) {
    $('query').value = '';
    search();
  } else if (document.body.classList.contains('menu')) closeMenu();
  else if (state.at) hold(null);
  else if (state.picked.size) showAll();
}

function showAll() {
  state.picked.clear();
  refilter();
}

function search() {
  drawRules();
  drawFiles();
}

function onlyThis() {
  if (state.at && isCut(state.at)) pickOnly(state.at.rule.name);
  else if (state.picked.size) showAll();
}

const keys = {
  n: () => step(1), p: () => step(-1), j: () => step(1), k: () => step(-1),
  ']': () => stepFile(1, false), '[': () => stepFile(-1, false),
  1: () => setView('all'), 2: () => setView('cuts'), 3: () => setView('kept'),
  o: onlyThis, t: setTheme, '?': () => $('keys').showModal(), Escape: closeNearest,
  '/': () => {
    if ($('menu').checkVisibility()) openMenu();
    $('query').focus();
  },
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $('keys').open) return;
  if (event.target === $('query')) {
    if (event.key !== 'Escape') return;
    $('query').blur();
  }
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

$('main').addEventListener('pointerover', (event) => {
  if (event.pointerType !== 'mouse') return;
  const spot = spotOf(event.target);
  if (spot && isCut(spot) && spot !== state.at) showCard(spot, true);
  else showCard(state.at, false);
});
$('main').addEventListener('pointerleave', () => showCard(state.at, false));
$('main').addEventListener('click', (event) => {
  if (String(getSelection())) return; // a text is being marked
  const spot = spotOf(event.target);
  hold(spot === state.at ? null : spot);
});

$('menu').onclick = () => openMenu(!document.body.classList.contains('menu'));
document.addEventListener('pointerdown', (event) => {
  if (!event.target.closest('#side, #menu')) closeMenu();
});
for (const button of document.querySelectorAll('#views button')) button.onclick = () => setView(button.dataset.view);
$('next').onclick = keys.n;
$('back').onclick = keys.p;
$('theme').onclick = setTheme;
$('help').onclick = keys['?'];
$('clear').onclick = showAll;
$('query').oninput = search;
$('map').onclick = (event) => goToMap(event.offsetY);
matchMedia('(prefers-color-scheme: dark)').onchange = recolour;
addEventListener('hashchange', readAddress);
addEventListener('resize', () => {
  size();
  drawMap();
  if (state.at) showCard(state.at, false);
});

$('program').append(summary.program);
document.body.classList.add('view-all');
setView('all');
readAddress();
if (state.file < 0) openFile(0);
performance.mark('shown');
