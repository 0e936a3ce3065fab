export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** An element with properties and children; text is always text. */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A copy of the one element in a <template>. */
export const copyOf = (templateId) => document.getElementById(templateId).content.firstElementChild.cloneNode(true);

let last = 0;
/** Gives each label of a row its own input. */
export function tieLabels(row) {
  for (const field of all('.field', row)) {
    const input = one('input, select', field);
    input.id = `isian-${++last}`;
    one('label', field).htmlFor = input.id;
    const hint = one('.hint', field);
    if (hint) {
      hint.id = `${input.id}-hint`;
      input.setAttribute('aria-describedby', hint.id);
    }
  }
  return row;
}

/** Shows beside the label how many of the digits are there. */
export function countDigits(root) {
  for (const input of all('[data-digits]', root)) {
    const label = one('label', input.closest('.field'));
    const count = make('span', { className: 'count', ariaHidden: 'true' });
    label.append(count);
    const show = () => {
      const digits = input.value.replace(/\D/g, '').length;
      count.textContent = digits === 0 ? '' : `${digits}/${input.dataset.digits}`;
      count.classList.toggle('full', digits === Number(input.dataset.digits));
    };
    input.addEventListener('input', show);
    show();
  }
}
