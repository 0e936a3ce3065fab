// Keys for everything: what a key does stands at the element itself (data-key); "?" shows the card of all of them.
// Keys of one letter can be turned off on that card: they are in the way of whoever dictates (WCAG 2.1.4).
const card = document.querySelector('[data-keys]');
const use = card.querySelector('[data-keys-on]');
const KEPT = 'meja-tombol';
const TYPED = 'input:not([type=radio], [type=checkbox]), textarea, select';

use.checked = localStorage.getItem(KEPT) !== 'mati';
use.addEventListener('change', () => localStorage.setItem(KEPT, use.checked ? 'hidup' : 'mati'));
document.querySelector('[data-show-keys]').addEventListener('click', () => card.showModal());

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !use.checked) return;
  if (target instanceof Element && target.closest(TYPED)) return;
  const open = document.querySelector('dialog[open]');
  if (key === '?' && (!open || open === card)) {
    event.preventDefault();
    return open ? card.close() : card.showModal();
  }
  const wanted = [...(open ?? document).querySelectorAll('[data-key]')].find(
    (one) => one.dataset.key === key && !one.disabled && one.getClientRects().length > 0,
  );
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches('[type=radio], [type=checkbox]')) wanted.focus();
  if (wanted.matches('[data-goto], input:not([type=radio], [type=checkbox]), textarea')) wanted.focus();
  else wanted.click();
});

// On paper nothing is folded away.
let folded = [];
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('details:not([open])')];
  for (const part of folded) part.open = true;
});
addEventListener('afterprint', () => folded.forEach((part) => (part.open = false)));
