import { say } from '../say.js';
import { all, make, one } from './dom.js';

let last = 0;
const digits = (text) => text.replace(/[\s.-]/g, '');
const OTHER = 'lain';

/**
 * Builds the inputs that one question of an event asks for. Each gives back its element, `read` (undefined: nothing was
 * written), `fill`, and `place`, which gives every input its JSON pointer, so that a fault finds it.
 */
export function createFieldBuilder({ members, kalurahan, elements, onChange }) {
  const builders = {
    text,
    date: text,
    number: text,
    person,
    semula: text,
    menjadi: text,
    kalurahan: place,
    choice,
    yes,
    group,
    list,
    fixed,
    either,
  };

  function build(field, scope = {}) {
    return builders[field.kind](field, scope);
  }

  /** A labelled field around one input. */
  function labelled({ label, optional, hint }, input) {
    input.id = `isian-peristiwa-${++last}`;
    const box = make('div', { className: 'field' });
    const name = make('label', { htmlFor: input.id, textContent: label });
    if (optional && !/\bbila\b/.test(label))
      name.append(make('span', { className: 'quiet', textContent: say('bila-ada') }));
    box.append(name);
    if (hint) {
      const words = make('p', { className: 'hint', id: `${input.id}-hint`, textContent: hint });
      input.setAttribute('aria-describedby', words.id);
      box.append(words);
    }
    box.append(input);
    return box;
  }

  const options = (list, first = say('choose')) => [
    make('option', { value: '', textContent: first }),
    ...list.map((entry) =>
      typeof entry === 'string'
        ? make('option', { value: entry, textContent: entry })
        : make('option', { value: entry.code, textContent: entry.label }),
    ),
  ];

  const simple = (field, box, input, convert = (value) => value) => ({
    element: box,
    read: () => {
      const value = input.value.trim();
      return value === '' ? undefined : convert(value);
    },
    fill: (value) => {
      if (value !== undefined) input.value = String(value);
    },
    place: (pointer) => {
      box.dataset.field = pointer;
    },
  });

  function text(field, scope) {
    const element = elements.find(({ code }) => code === (scope.element?.() ?? ''));
    const words = field.kind === 'semula' ? element?.from : field.kind === 'menjadi' ? element?.to : undefined;
    const type =
      field.kind === 'date' || (element?.input === 'date' && /semula|menjadi/.test(field.kind)) ? 'date' : 'text';
    const input =
      words === undefined
        ? make('input', {
            type,
            maxLength: field.longest,
            autocomplete: 'off',
            ...(field.kind === 'number' ? { inputMode: 'numeric' } : {}),
          })
        : make('select', {}, ...options(words));
    const hint = field.kind === 'semula' ? say('seperti-tercetak-pada-kk') : '';
    const box = labelled({ ...field, hint }, input);
    return simple(field, box, input, field.kind === 'number' ? Number : undefined);
  }

  function choice(field) {
    const input = make('select', {}, ...options(field.options));
    return simple(field, labelled(field, input), input);
  }

  function yes(field) {
    const input = make(
      'select',
      {},
      ...options([
        { code: 'ya', label: say('ya') },
        { code: 'tidak', label: say('tidak') },
      ]),
    );
    const made = simple(field, labelled(field, input), input, (value) => value === 'ya');
    return { ...made, fill: (value) => value !== undefined && (input.value = value ? 'ya' : 'tidak') };
  }

  function place(field) {
    const input = make('select', {}, make('option', { value: '', textContent: say('pilih-kalurahan') }));
    for (const name of new Set(kalurahan.map((one) => one.kapanewon)))
      input.append(
        make(
          'optgroup',
          { label: say('kapanewon', { name }) },
          ...kalurahan
            .filter((one) => one.kapanewon === name)
            .map((one) => make('option', { value: one.code, textContent: one.name })),
        ),
      );
    return simple(field, labelled(field, input), input);
  }

  /** A member by name, or somebody else by NIK. */
  function person(field) {
    const select = make('select', {});
    const box = labelled(field, select);
    const nik = make('input', { className: 'code', inputMode: 'numeric', maxLength: 24, autocomplete: 'off' });
    const other = labelled(
      {
        label: say('nik-of-field', { field: field.label.toLowerCase().replace(/^nik /, '') }),
        optional: false,
        hint: say('16-angka'),
      },
      nik,
    );
    other.hidden = true;
    box.append(other);
    const refresh = () => {
      const kept = select.value;
      const people = members.read().filter((member) => member.nik !== '');
      select.replaceChildren(
        ...options(people.map((member) => ({ code: member.nik, label: member.name || member.nik }))),
        make('option', { value: OTHER, textContent: say('orang-lain-tulis-nik') }),
      );
      select.value = [...select.options].some(({ value }) => value === kept) ? kept : '';
      if (people.length === 0 && !field.optional && kept === '') select.value = OTHER;
      other.hidden = select.value !== OTHER;
    };
    select.addEventListener('change', () => {
      other.hidden = select.value !== OTHER;
      if (!other.hidden) nik.focus();
    });
    refresh();
    return {
      element: box,
      refresh,
      read: () => (select.value === OTHER ? digits(nik.value) || undefined : select.value || undefined),
      fill: (value) => {
        if (value === undefined) return;
        select.value = value;
        if (select.value !== value) {
          select.value = OTHER;
          nik.value = value;
        }
        other.hidden = select.value !== OTHER;
      },
      place: (pointer) => {
        box.dataset.field = pointer;
      },
    };
  }

  function parts(fields, scope) {
    const made = new Map();
    const inner = {
      ...scope,
      ...(fields.some(({ key }) => key === 'element') ? { element: () => made.get('element')?.read() } : {}),
    };
    for (const field of fields) made.set(field.key, build(field, inner));
    // What "semula" and "menjadi" may be follows the element that is chosen.
    const element = made.get('element');
    if (element !== undefined && fields.some(({ kind }) => kind === 'menjadi'))
      one('select', element.element).addEventListener('change', () => {
        for (const field of fields.filter(({ kind }) => kind === 'semula' || kind === 'menjadi')) {
          const [old, fresh] = [made.get(field.key), build(field, inner)];
          old.element.replaceWith(fresh.element);
          made.set(field.key, fresh);
        }
        onChange();
      });
    return made;
  }

  /** Everything in a folded part is still read; an empty group is undefined unless it is required. */
  function group(field, scope) {
    const made = parts(field.fields, scope);
    const box = field.label
      ? make('fieldset', { className: 'part' }, make('legend', { textContent: field.label }))
      : make('div', { className: 'part plain' });
    layOut(box, field.fields, made);
    return {
      element: box,
      refresh: () => made.forEach((part) => part.refresh?.()),
      read: () => {
        const entries = [...made].map(([key, part]) => [key, part.read()]).filter(([, value]) => value !== undefined);
        return entries.length === 0 && field.optional ? undefined : Object.fromEntries(entries);
      },
      fill: (value = {}) => {
        // The element first: it decides what the others may be.
        for (const key of [...made.keys()].sort((a, b) => Number(b === 'element') - Number(a === 'element'))) {
          made.get(key).fill(value[key]);
          if (key === 'element') one('select', made.get(key).element).dispatchEvent(new Event('change'));
        }
      },
      place: (pointer) => {
        box.dataset.field = pointer;
        made.forEach((part, key) => part.place(`${pointer}/${key}`));
      },
    };
  }

  function layOut(box, fields, made) {
    const seldom = make(
      'details',
      { className: 'seldom' },
      make('summary', { textContent: say('isian-lain-bila-perlu') }),
    );
    for (const field of fields) (field.seldom ? seldom : box).append(made.get(field.key).element);
    if (seldom.children.length > 1) box.append(seldom);
  }

  function list(field, scope) {
    // Items of the same name say themselves what they are; above them it would stand there twice.
    const isSaidTwice = (field.item.label || field.label) === field.label && field.item.kind === 'group';
    const legend = make('legend', { className: isSaidTwice ? 'unseen' : '', textContent: field.label });
    const box = make('fieldset', { className: isSaidTwice ? 'part plain' : 'part' }, legend);
    const rows = make('div', {});
    const items = [];
    const add = (value) => {
      const item = build({ ...field.item, label: field.item.label || field.label, optional: false }, scope);
      const remove = make('button', { type: 'button', className: 'link danger', textContent: say('hapus') });
      const row = make('div', { className: 'list-row' }, item.element, remove);
      const entry = { item, row, remove };
      remove.addEventListener('click', () => {
        items.splice(items.indexOf(entry), 1);
        row.remove();
        number();
        onChange();
        more.focus();
      });
      items.push(entry);
      rows.append(row);
      if (value !== undefined) item.fill(value);
      number();
      return item;
    };
    const more = make('button', { type: 'button', className: 'button second small', textContent: say('add') });
    more.setAttribute('aria-label', say('tambah', { label: field.label }));
    more.addEventListener('click', () => {
      one('input, select', add().element)?.focus();
      onChange();
    });
    const number = () => {
      items.forEach(({ item, remove }, i) => {
        remove.hidden = items.length <= field.least;
        const own = isSaidTwice && item.element.querySelector(':scope > legend');
        if (own) own.textContent = items.length > 1 ? `${field.label} ${i + 1}` : field.label;
      });
      more.hidden = items.length >= field.most;
    };
    box.append(rows, more);
    for (let i = 0; i < field.least; i++) add();
    number();
    return {
      element: box,
      refresh: () => items.forEach(({ item }) => item.refresh?.()),
      read: () => {
        const values = items.map(({ item }) => item.read()).filter((value) => value !== undefined);
        return values.length === 0 && field.optional ? undefined : values;
      },
      fill: (values) => {
        if (values === undefined) return;
        while (items.length > 0) items.pop().row.remove();
        values.forEach((value) => add(value));
        while (items.length < field.least) add();
      },
      place: (pointer) => {
        box.dataset.field = pointer;
        items.forEach(({ item }, i) => item.place(`${pointer}/${i}`));
      },
    };
  }

  function fixed(field, scope) {
    const made = field.items.map((item) => build(item, scope));
    const box = make(
      'fieldset',
      { className: 'part' },
      make('legend', { textContent: field.label }),
      ...made.map(({ element }) => element),
    );
    return {
      element: box,
      refresh: () => made.forEach((part) => part.refresh?.()),
      read: () => {
        const values = made.map((part) => part.read() ?? {});
        return field.optional && values.every((value) => Object.keys(value).length === 0) ? undefined : values;
      },
      fill: (values = []) => made.forEach((part, i) => part.fill(values[i])),
      place: (pointer) => {
        box.dataset.field = pointer;
        made.forEach((part, i) => part.place(`${pointer}/${i}`));
      },
    };
  }

  function either(field, scope) {
    const select = make('select', {}, ...options(field.ways.map(({ label }, i) => ({ code: String(i), label }))));
    const box = labelled(field, select);
    const inner = make('div', {});
    box.append(inner);
    let made;
    let pointer = '';
    const show = () => {
      const way = field.ways[Number(select.value)];
      made = select.value === '' ? undefined : build(way.field, scope);
      inner.replaceChildren(...(made ? [made.element] : []));
      made?.place(pointer);
    };
    select.addEventListener('change', () => {
      show();
      onChange();
    });
    return {
      element: box,
      refresh: () => made?.refresh?.(),
      read: () => (made === undefined ? undefined : (made.read() ?? {})),
      fill: (value) => {
        if (value === undefined) return;
        const fits = ({ field: way }) => Object.keys(value).every((key) => way.fields.some((part) => part.key === key));
        select.value = String(field.ways.findIndex(fits));
        show();
        made?.fill(value);
      },
      place: (at) => {
        pointer = at;
        box.dataset.field = at;
        made?.place(at);
      },
    };
  }

  return { build };
}

/** Which events are ticked, in the order of the page. */
export const chosenEvents = () => all('input[name=event]:checked').map(({ value }) => value);
