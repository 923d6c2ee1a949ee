// The page of the book is whole without this script. It adds copying, ticks of
// the reader's own, filters, a theme and keys. It sends nothing anywhere.
'use strict';
(() => {
  const root = document.documentElement;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const steps = all('article');

  // Storage is refused in some browsers and modes: then nothing is kept, and the
  // page says so where it matters.
  const load = (key, otherwise) => {
    try {
      const value = JSON.parse(localStorage.getItem(key));
      return value && typeof value === typeof otherwise && !Array.isArray(value) ? value : otherwise;
    } catch { return otherwise; }
  };
  const save = (key, value) => {
    try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
  };

  // Ticks of the reader's own. Pages on file:// share one storage, so the key
  // names the account and the book.
  const key = `hardbook:${document.body.dataset.account}:${document.body.dataset.book}`;
  let ticks = load(key, {});
  let kept = true;
  const mine = (step) => Object.hasOwn(ticks, step.id) && typeof ticks[step.id] === 'string';
  const box = (step) => find('.mine input', step);
  for (const step of steps) {
    step.tabIndex = -1; // so that a link or a key can lead there
    if (!step.classList.contains('open')) continue;
    const line = document.createElement('p');
    line.className = 'mine';
    line.innerHTML = '<label><input type="checkbox"> I did this</label> <span class="when"></span>';
    find('.stand', step).after(line);
  }

  function showTicks() {
    for (const step of steps) {
      const own = mine(step), input = box(step);
      step.classList.toggle('own', own && Boolean(input));
      find(`nav a[href="#${step.id}"]`).classList.toggle('own', own && Boolean(input));
      if (!input) continue;
      input.checked = own;
      find('.when', step).textContent = own ?
        `ticked by you on ${ticks[step.id]}${kept ? '' : ' (this browser does not keep it)'}` : '';
    }
    const count = all('article.own').length;
    find('#mine-count').textContent = count ? `You ticked ${count} more yourself.` : 'You ticked none yourself.';
    const done = find('.bar .done');
    find('.bar .mine').setAttribute('width', Number(done.getAttribute('width')) + all('article.own').length);
    const next = find('#next'), first = steps.find((step) => step.classList.contains('open') && !mine(step));
    if (next) next.hidden = !first;
    if (next && first) {
      const link = find(`nav a[href="#${first.id}"]`);
      find('a', next).href = `#${first.id}`;
      find('a', next).textContent = `${link.parentElement.value}. ${link.textContent}`;
    }
    filter();
  }

  function tick(step, on) {
    ticks = load(key, ticks); // another window may have ticked meanwhile
    if (on) ticks[step.id] = new Date().toLocaleDateString('sv'); // as 2026-11-22
    else delete ticks[step.id];
    kept = save(key, ticks);
    showTicks();
  }

  // Filters.
  const onlyOpen = find('#only-open'), onlyFree = find('#only-free'), onlyPhase = find('#only-phase');
  function filter() {
    let shown = 0;
    for (const step of steps) {
      const hide = onlyOpen.checked && (!step.classList.contains('open') || mine(step)) ||
        onlyFree.checked && !step.classList.contains('free') ||
        onlyPhase.value && step.parentElement.dataset.phase !== onlyPhase.value;
      step.hidden = Boolean(hide);
      find(`nav a[href="#${step.id}"]`).parentElement.hidden = step.hidden;
      if (!hide) shown++;
    }
    for (const chapter of all('section.chapter')) chapter.hidden = !find('article:not([hidden])', chapter);
    find('#shown').textContent = shown === steps.length ? '' : `${shown} of ${steps.length} steps are shown`;
  }
  function showAll() {
    onlyOpen.checked = onlyFree.checked = false;
    onlyPhase.value = '';
    filter();
  }

  // A link to a step that a filter hides shows it all the same.
  function follow() {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* not an address of this page */ }
    const target = id && document.getElementById(id);
    if (!target) return;
    if (target.closest('[hidden]')) showAll();
    target.scrollIntoView();
    if (target.matches('article')) target.focus({ preventScroll: true });
  }

  // Copying gives the block as it stands: no prompt, no mark of a wrapped line.
  async function copy(code, button) {
    const text = code.textContent;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      done = document.execCommand('copy');
      area.remove();
      button.focus();
    }
    button.textContent = done ? 'Copied' : 'Not copied: select it by hand';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  }
  for (const figure of all('figure:has(pre)')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', () => copy(find('code', figure), button));
    find('figcaption', figure).append(button);
  }

  // Theme: as the system, light, dark.
  const themes = { '': 'as the system', light: 'light', dark: 'dark' };
  let theme = load('hardbook:theme', '');
  function showTheme() {
    if (!Object.hasOwn(themes, theme)) theme = '';
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    find('#theme').textContent = `Theme: ${themes[theme]}`;
  }
  find('#theme').addEventListener('click', () => {
    const names = Object.keys(themes);
    theme = names[(names.indexOf(theme) + 1) % names.length];
    save('hardbook:theme', theme);
    showTheme();
  });

  // Keys.
  const current = () => document.activeElement.closest('article');
  let last = null; // the step with the keyboard: a filter may hide it
  document.addEventListener('focusin', (event) => { last = event.target.closest('article') ?? last; });
  function go(by) {
    const at = steps.indexOf(current() ?? (last?.hidden ? last : null));
    const ahead = (step, i) => !step.hidden && (at >= 0 ? i > at : step.getBoundingClientRect().top > 1);
    const behind = (step, i) => !step.hidden && (at >= 0 ? i < at : step.getBoundingClientRect().top < -1);
    const next = by > 0 ? steps.find(ahead) : steps.findLast(behind);
    if (!next) return;
    next.scrollIntoView();
    next.focus({ preventScroll: true });
  }
  const help = find('#help');
  find('#keys').addEventListener('click', () => help.showModal());
  find('#close').addEventListener('click', () => help.close());
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: (step) => step && box(step) && tick(step, !mine(step)),
    c: (step) => step && find('figure.do .copy', step)?.click(),
    t: () => { onlyOpen.checked = !onlyOpen.checked; filter(); },
    '?': () => help.showModal(),
  };
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input:not([type=checkbox]), select, textarea, dialog[open]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key](current());
  });

  for (const step of steps) box(step)?.addEventListener('change', (event) => tick(step, event.target.checked));
  for (const control of [onlyOpen, onlyFree, onlyPhase]) control.addEventListener('change', filter);
  addEventListener('hashchange', follow);
  // The link to where the reader was last changes no address.
  document.addEventListener('click', (event) => {
    if (event.target.closest('a[href^="#"]')?.hash === location.hash) follow();
  });
  addEventListener('storage', (event) => { if (event.key === key) { ticks = load(key, {}); showTicks(); } });
  // What is hidden would not be printed: a printed book is whole.
  addEventListener('beforeprint', showAll);
  root.classList.add('js');
  showTheme();
  showTicks();
  follow();
})();
