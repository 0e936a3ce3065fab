import { say } from '../say.js';
import { all, copyOf, countDigits, one, tieLabels } from './dom.js';

const part = (row, name) => one(`[data-part="${name}"] :is(input, select)`, row);
const digits = (text) => text.replace(/[\s.-]/g, '');

/** The list of family members. */
export function createMembers(onChange) {
  const box = one('[data-members]');
  const rows = () => all('[data-member]', box);
  const number = () =>
    rows().forEach((row, i) => {
      one('legend', row).textContent = say('anggota', { number: i + 1 });
      one('[data-remove]', row).hidden = rows().length === 1;
    });
  const add = ({ name = '', nik = '', shdk = '' } = {}) => {
    const row = tieLabels(copyOf('member-row'));
    part(row, 'name').value = name;
    part(row, 'nik').value = nik;
    part(row, 'shdk').value = shdk;
    countDigits(row);
    one('[data-remove]', row).addEventListener('click', () => {
      const next = row.previousElementSibling ?? row.nextElementSibling;
      row.remove();
      number();
      onChange(row);
      part(next, 'name').focus();
    });
    box.append(row);
    number();
    return row;
  };
  one('[data-add-member]').addEventListener('click', () => {
    part(add(), 'name').focus();
    onChange();
  });
  return {
    rows,
    add,
    clear: () => box.replaceChildren(),
    read: () =>
      rows().map((row) => ({
        name: part(row, 'name').value.trim(),
        nik: digits(part(row, 'nik').value),
        shdk: part(row, 'shdk').value,
      })),
  };
}
