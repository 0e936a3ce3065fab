const kept = document.querySelector('[data-says]');
const texts = JSON.parse(kept?.content.textContent ?? '{}');

/** The locale by which this page writes days. */
export const locale = kept?.dataset.says ?? 'id-ID';

/** A sentence of the page's language with its values, from `scripts.json` of that language. */
export const say = (key, values = {}) =>
  (texts[key] ?? '').replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name]));
