import { say } from './say.js';
import { fitFile } from './apply/fit-file.js';

/**
 * Dresses a file input as a button that speaks the page's language (the browser's own has the phone's) and shows what was picked.
 * Photos larger than the limit are made smaller before they travel.
 */
export function dressFileInput(input) {
  const words = input.dataset.file || say('ambil-atau-pilih-foto');
  const name = input.closest('.field').querySelector('label').textContent.trim();
  const label = Object.assign(document.createElement('label'), {
    className: 'button second small',
    textContent: words,
  });
  const told = Object.assign(document.createElement('p'), { className: 'picked' });
  told.setAttribute('role', 'status');
  input.setAttribute('aria-label', `${words}: ${name}`);
  input.classList.add('unseen');
  input.before(label);
  label.append(input);
  label.after(told);
  input.addEventListener('change', async () => {
    const picked = new DataTransfer();
    const notes = [];
    for (const file of input.files) {
      try {
        picked.items.add(await fitFile(file));
        notes.push(file.name);
      } catch (error) {
        notes.push(error.message);
      }
    }
    input.files = picked.files;
    told.textContent = notes.join(', ');
  });
}
