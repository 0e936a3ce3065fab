// Reading one draft after the other at full size: its changes and its decision stand beside it. A draft is fetched only
// when it is shown, never ahead: what was fetched is journalled as seen.
import { showChosen } from './signing.js';

const dialog = document.querySelector('[data-dialog]');
const part = (name) => dialog.querySelector(`[data-${name}]`);
const large = part('large');
const choice = part('choice');
const returning = part('returning');
const links = [...document.querySelectorAll('[data-enlarge]')];
const cardOf = (link) => link.closest('.card');
const boxOf = (link) => cardOf(link).querySelector('input[name="dokumen"]');
/** Neither chosen nor sent back, and theirs to decide. */
const isOpen = (link) => boxOf(link).dataset.blocked === undefined && !boxOf(link).checked;
let shown = 0;

function read(index) {
  shown = (index + links.length) % links.length;
  const link = links[shown];
  const card = cardOf(link);
  const box = boxOf(link);
  large.removeAttribute('src');
  large.alt = link.querySelector('img').alt;
  large.src = link.href;
  part('what').textContent = `${shown + 1} dari ${links.length} · ${box.dataset.number} · sidik ${box.dataset.hash}`;
  part('facts').replaceChildren(...[...card.querySelectorAll('[data-fact]')].map((fact) => fact.cloneNode(true)));
  returning.hidden = true;
  returning.reset();
  said('');
  part('scroll').scrollTo(0, 0);
  allow(false);
  count();
}

/** The decision is there once the draft can be read. */
function allow(isLoaded) {
  const { blocked } = boxOf(links[shown]).dataset;
  part('decide').hidden = blocked !== undefined;
  choice.checked = boxOf(links[shown]).checked;
  for (const control of part('decide').querySelectorAll('input, button')) control.disabled = !isLoaded;
}

function count() {
  const own = links.filter((link) => boxOf(link).dataset.blocked === undefined);
  const chosen = own.filter((link) => boxOf(link).checked).length;
  const back = links.filter((link) => boxOf(link).dataset.blocked === 'returned').length;
  part('count').textContent = `${chosen} dipilih, ${back} dikembalikan, ${own.length - chosen} belum diputuskan.`;
}

const said = (text) => {
  part('said').textContent = text;
  part('said').hidden = text === '';
};

/** To the next draft that is not decided; at the end to the statement and the passphrase. */
function onward() {
  const order = [...links.slice(shown + 1), ...links.slice(0, shown)];
  const next = order.find(isOpen);
  if (next) return read(links.indexOf(next));
  dialog.close();
  document.querySelector('input[name="diperiksa"]')?.focus();
}

function mark(link, className, text) {
  const reading = cardOf(link).querySelector('[data-reading]');
  const tick = document.createElement('span');
  tick.className = `tick ${className}`;
  if (className === 'good') tick.append(document.querySelector('[data-tick]').content.cloneNode(true));
  tick.append(text);
  reading?.replaceChildren(tick);
}

large.addEventListener('load', () => {
  const link = links[shown];
  const box = boxOf(link);
  if (box.dataset.blocked === undefined) {
    box.disabled = false;
    mark(link, 'good', 'Sudah dibaca');
  }
  allow(true);
  showChosen();
});
large.addEventListener('error', () => said('Draf tidak dapat dimuat. Muat ulang daftar ini.'));

function choose(isChosen) {
  boxOf(links[shown]).checked = isChosen;
  choice.checked = isChosen;
  showChosen();
  count();
}
choice.addEventListener('change', () => choose(choice.checked));
part('sign-next').addEventListener('click', () => {
  choose(true);
  onward();
});
part('return').addEventListener('click', () => {
  returning.hidden = false;
  returning.querySelector('textarea').focus();
});
part('keep').addEventListener('click', () => {
  returning.hidden = true;
});

returning.addEventListener('submit', async (event) => {
  event.preventDefault();
  const link = links[shown];
  const box = boxOf(link);
  const button = returning.querySelector('[type="submit"]');
  button.disabled = true;
  try {
    const answer = await fetch(cardOf(link).querySelector('[data-reject]').getAttribute('href'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: new URLSearchParams(new FormData(returning)).toString(),
    });
    const told = await answer.json();
    // The reason that was typed stays.
    if (!answer.ok) return said(told.remedy ?? told.message);
    box.checked = false;
    box.disabled = true;
    box.dataset.blocked = 'returned';
    cardOf(link).classList.add('blocked');
    cardOf(link).querySelector('[data-reject]').hidden = true;
    mark(link, 'alert', 'Dikembalikan kepada Kasi/Kabid');
    showChosen();
    onward();
  } catch {
    said('Sambungan terputus; draf ini belum dikembalikan. Coba lagi.');
  } finally {
    button.disabled = false;
  }
});

for (const button of dialog.querySelectorAll('[data-turn]'))
  button.addEventListener('click', () => read(shown + Number(button.dataset.turn)));
dialog.addEventListener('keydown', (event) => {
  if (event.target.closest('textarea') || event.ctrlKey || event.metaKey) return;
  const stage = part('scroll');
  // Where the picture is wider than its place, arrows move it, unless Alt is held.
  if (!event.altKey && stage.contains(event.target) && stage.scrollWidth > stage.clientWidth + 2) return;
  if (event.key === 'ArrowRight') read(shown + 1);
  else if (event.key === 'ArrowLeft') read(shown - 1);
  else return;
  event.preventDefault();
});
document.addEventListener('click', (event) => {
  const begin = event.target.closest('[data-begin]');
  const link = begin ? (links.find(isOpen) ?? links[0]) : event.target.closest('[data-enlarge]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  read(links.indexOf(link));
  dialog.showModal();
});
