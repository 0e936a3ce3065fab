import { all, copyOf, countDigits, make, one, tieLabels } from './dom.js';

const part = (row, name) => one(`[data-part="${name}"] :is(input, select)`, row);
const digits = (text) => text.replace(/[\s.-]/g, '');

/** The list of family members. */
export function createMembers(onChange) {
  const box = one('[data-members]');
  const rows = () => all('[data-member]', box);
  const number = () =>
    rows().forEach((row, i) => {
      one('legend', row).textContent = `Anggota ${i + 1}`;
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

/** The list of changed elements. A change points at a member's row, not at its place, so that removing another member moves nothing. */
export function createChanges(elements, members, onChange) {
  const box = one('[data-changes]');
  const owners = new WeakMap();
  const rows = () => all('[data-change]', box);
  const number = () =>
    rows().forEach((row, i) => {
      one('legend', row).textContent = `Perubahan ${i + 1}`;
      one('[data-remove]', row).hidden = rows().length === 1;
    });

  /** Fills the choice of members with their present names. */
  const nameOwners = (row) => {
    const select = part(row, 'member');
    const people = members.rows();
    select.replaceChildren(
      make('option', { value: '', textContent: 'Pilih anggota' }),
      ...people.map((person, i) =>
        make('option', { value: String(i), textContent: part(person, 'name').value.trim() || `Anggota ${i + 1}` }),
      ),
    );
    const place = people.indexOf(owners.get(row));
    select.value = place < 0 ? (people.length === 1 ? '0' : '') : String(place);
    if (select.value !== '') owners.set(row, people[Number(select.value)]);
  };

  /** Gives "semula" and "menjadi" the input that fits the element: its code list, a date, or text. */
  const fitInputs = (row) => {
    const element = elements.find(({ code }) => code === part(row, 'element').value);
    for (const name of ['from', 'to']) {
      const old = part(row, name);
      const input =
        element?.input === 'list'
          ? make(
              'select',
              {},
              make('option', { value: '', textContent: 'Pilih' }),
              ...element.values.map((value) => make('option', { value, textContent: value })),
            )
          : make('input', {
              type: element?.input === 'date' ? 'date' : 'text',
              maxLength: Number(old.closest('[data-part]').dataset.longest),
              autocomplete: 'off',
            });
      input.id = old.id;
      const described = old.getAttribute('aria-describedby');
      if (described) input.setAttribute('aria-describedby', described);
      old.replaceWith(input);
    }
  };

  const add = ({ member, element = '', from = '', to = '', basis = '' } = {}) => {
    const row = tieLabels(copyOf('change-row'));
    part(row, 'element').append(
      ...elements.map(({ code, label }) => make('option', { value: code, textContent: label })),
    );
    part(row, 'element').value = element;
    if (member !== undefined) owners.set(row, members.rows()[member]);
    fitInputs(row);
    part(row, 'from').value = from;
    part(row, 'to').value = to;
    part(row, 'basis').value = basis;
    nameOwners(row);
    part(row, 'member').addEventListener('change', ({ target }) =>
      owners.set(row, members.rows()[Number(target.value)]),
    );
    part(row, 'element').addEventListener('change', () => fitInputs(row));
    one('[data-remove]', row).addEventListener('click', () => {
      const next = row.previousElementSibling ?? row.nextElementSibling;
      row.remove();
      number();
      onChange();
      part(next, 'member').focus();
    });
    box.append(row);
    number();
    return row;
  };
  one('[data-add-change]').addEventListener('click', () => {
    part(add(), 'member').focus();
    onChange();
  });
  return {
    rows,
    add,
    clear: () => box.replaceChildren(),
    refresh: () => rows().forEach(nameOwners),
    read: () =>
      rows().map((row) => {
        const basis = part(row, 'basis').value.trim();
        return {
          member: members.rows().indexOf(owners.get(row)),
          element: part(row, 'element').value,
          from: part(row, 'from').value.trim(),
          to: part(row, 'to').value.trim(),
          ...(basis ? { basis } : {}),
        };
      }),
  };
}
