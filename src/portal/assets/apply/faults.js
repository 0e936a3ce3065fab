import { say } from '../say.js';
import { all, make, one } from './dom.js';

/** Shows faults where they are and as a list above, and puts the reader there. Where: the JSON pointer that the server names. */
export function createFaults({ members, photos, goTo }) {
  const summary = one('[data-summary]');

  const fieldOf = (pointer) => {
    const [, root, place, name] = pointer.split('/');
    if (root === 'papers')
      return place === undefined ? one('[data-photos]') : (photos.slot(place) ?? one('[data-photos]'));
    const row = root === 'listed' ? members.rows()[Number(place)] : undefined;
    if (row) return (name && one(`[data-part="${name}"]`, row)) || row;
    return nearest(pointer);
  };

  /** The place itself, or the nearest part of the page around it. */
  const nearest = (pointer) => {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const field = one(`[data-field="${CSS.escape(at)}"]`);
      if (field) return field;
    }
    return null;
  };

  const clean = (root) => {
    for (const note of all('.fault[data-note]', root)) note.remove();
    for (const field of [root, ...all('.wrong-field', root)]) field.classList.remove('wrong-field');
    for (const input of all('[aria-invalid]', root)) {
      input.removeAttribute('aria-invalid');
      const rest = (input.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .filter((id) => !id.startsWith('salah-'))
        .join(' ');
      if (rest) input.setAttribute('aria-describedby', rest);
      else input.removeAttribute('aria-describedby');
    }
  };
  const clear = () => {
    summary.hidden = true;
    one('[data-summary-actions]', summary).replaceChildren();
    clean(document.body);
  };

  const mark = (field, remedy, i) => {
    const input = field.matches('fieldset[data-field], .part, [data-members], .tiles, [data-photos]')
      ? null
      : one('input, select', field);
    field.classList.add('wrong-field');
    const note = make('p', { className: 'fault', id: `salah-${i}`, textContent: remedy });
    note.dataset.note = '';
    if (input && !field.matches('[data-slot]')) {
      (input.closest('label') ?? input).before(note);
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', `${input.getAttribute('aria-describedby') ?? ''} ${note.id}`.trim());
    } else if (field.matches('fieldset')) one('legend', field).after(note);
    else field.prepend(note);
  };

  /** A fault may lie in a folded part. */
  const ancestors = (field) => {
    const folded = [];
    for (let at = field.closest('details'); at; at = at.parentElement.closest('details')) folded.push(at);
    return folded;
  };

  const reach = (field) => {
    goTo(field.closest('[data-step]').dataset.step);
    for (const folded of ancestors(field)) folded.open = true;
    const target = one('input:not([type=hidden]), select, button', field) ?? field;
    target.focus();
    field.scrollIntoView({ block: 'center' });
  };

  return {
    clear,
    /** A field that is being mended is not called wrong any longer; the next step asks again. */
    forgive(input) {
      const field = input.closest('.wrong-field');
      if (field) clean(field);
    },
    /** `title` and `text` head the list; faults without a place on the page are listed only. */
    show(faults, title = say('ada-yang-perlu-diperbaiki'), text = '') {
      clear();
      const items = faults.map((fault, i) => {
        const field = fieldOf(fault.field);
        if (!field) return make('li', { textContent: `${fault.title}: ${fault.remedy}` });
        mark(field, fault.remedy, i);
        for (const folded of ancestors(field)) folded.open = true;
        const link = make('a', { href: '#', textContent: `${fault.title}: ${fault.remedy}` });
        link.addEventListener('click', (event) => {
          event.preventDefault();
          reach(field);
        });
        return make('li', {}, link);
      });
      one('h2', summary).textContent = title;
      const words = one('[data-summary-text]', summary);
      words.textContent = text;
      words.hidden = text === '';
      one('[data-summary-list]', summary).replaceChildren(...items);
      summary.hidden = false;
      summary.focus();
      summary.scrollIntoView({ block: 'start' });
    },
    stepOf: (pointer) => fieldOf(pointer)?.closest('[data-step]')?.dataset.step,
  };
}
