import { say } from './say.js';
import { canBeSigned, createPad } from './signature.js';

const form = document.querySelector('[data-sign]');
if (form !== null && canBeSigned()) begin();

/** The page of a case on which one of its forms is read and signed. */
function begin() {
  const find = (name) => form.querySelector(`[data-${name}]`);
  const pad = createPad(find('pad'));
  const send = find('sign-send');
  form.hidden = false;
  find('sheet').addEventListener('toggle', () => {
    if (!find('sheet').open || !send.hidden) return;
    find('sign-first').hidden = true;
    find('sign-what').hidden = send.hidden = false;
    pad.show();
  });
  form.addEventListener('submit', (event) => {
    const strokes = pad.strokes();
    if (strokes === undefined) return event.preventDefault();
    find('sign-strokes').value = JSON.stringify(strokes);
    setTimeout(() => {
      send.disabled = true;
      send.textContent = say('mengirim-tanda-tangan');
    });
  });
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}
