import { say } from '../say.js';
import { make, one } from './dom.js';

/** The whole application once more, each part with a way back to it. */
export function showReview(application, files, { form, labelOf, goTo, questions, nameOf }) {
  const place = form.kalurahan.find(({ code }) => code === application.address?.kalurahan);
  const part = (title, step, pairs) => {
    const change = make(
      'button',
      { type: 'button', className: 'link' },
      say('ubah'),
      make('span', { className: 'unseen', textContent: ` ${title}` }),
    );
    change.addEventListener('click', () => goTo(step));
    return make(
      'section',
      { className: 'review' },
      make('header', {}, make('h2', { textContent: title }), change),
      make(
        'dl',
        {},
        ...pairs.map(([name, ...value]) =>
          make('div', {}, make('dt', { textContent: name }), make('dd', {}, ...value)),
        ),
      ),
    );
  };
  const { applicant, address } = application;
  const counts = new Map();
  for (const { code } of files) counts.set(code, (counts.get(code) ?? 0) + 1);
  one('[data-review]').replaceChildren(
    ...application.events.map(({ event, data }) => {
      const asked = questions.events.find(({ name }) => name === event);
      const pairs = told(asked.fields, data, nameOf);
      return part(asked.title, 'peristiwa', pairs.length > 0 ? pairs : [[say('isian'), say('tidak-ada-yang-perlu')]]);
    }),
    part(say('pemohon'), 'pemohon', [
      [say('nama'), applicant.name],
      [say('nik'), grouped(applicant.nik)],
      [say('nomor-kk'), grouped(application.kkNumber) || say('belum-ada')],
      [say('whatsapp'), applicant.whatsapp],
      [
        say('alamat'),
        address === undefined
          ? say('tidak-ditulis')
          : `${address.street}, RT ${address.rt} RW ${address.rw}${place ? say('kapanewon-2', { name: place.name, kapanewon: place.kapanewon, postalCode: place.postalCode }) : ''}`,
      ],
    ]),
    ...(application.listed === undefined
      ? []
      : [
          part(
            say('anggota-keluarga'),
            'keluarga',
            application.listed.map(({ name, nik, shdk }) => [shdk || '–', `${name} (${grouped(nik)})`]),
          ),
        ]),
    part(
      say('dokumen'),
      'foto',
      counts.size === 0
        ? [[say('belum-ada-2'), say('petugas-akan-memintanya')]]
        : [...counts].map(([code, count]) => [say('foto-atau-pdf', { count }), labelOf(form.documentKinds, code)]),
    ),
  );
}

/** Sixteen digits in fours, as they are compared with a card; none of the groups is broken over two lines. */
function grouped(digits = '') {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** What was written for an event, as label and value; a person by name. */
function told(fields, data, nameOf) {
  return fields.flatMap((field) => {
    const value = data?.[field.key];
    return value === undefined ? [] : lines(field, value, nameOf);
  });
}

function lines(field, value, nameOf) {
  switch (field.kind) {
    case 'group':
      return told(field.fields, value, nameOf);
    case 'list':
      return value.flatMap((item) => lines({ ...field.item, label: field.item.label || field.label }, item, nameOf));
    case 'fixed':
      return value.flatMap((item, i) => lines(field.items[i], item, nameOf));
    case 'either': {
      const way = field.ways.find(({ field: inner }) => inner.fields.some(({ key }) => key in value));
      const inner = way === undefined ? [] : lines(way.field, value, nameOf);
      return inner.length > 0 ? inner : [[field.label, way?.label ?? '']];
    }
    case 'yes':
      return [[field.label, value ? say('ya') : say('tidak')]];
    case 'choice':
      return [[field.label, field.options.find(({ code }) => code === value)?.label ?? value]];
    case 'person':
      return [[field.label, nameOf(value)]];
    case 'date':
      return [[field.label, value.split('-').reverse().join('-')]];
    default:
      return [[field.label, String(value)]];
  }
}
