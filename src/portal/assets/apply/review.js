import { make, one } from './dom.js';

/** The whole application once more, each part with a way back to it. */
export function showReview(application, files, { form, labelOf, goTo }) {
  const place = form.kalurahan.find(({ code }) => code === application.address.kalurahan);
  const part = (title, step, pairs) => {
    const change = make(
      'button',
      { type: 'button', className: 'link' },
      'Ubah',
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
    part('Permohonan', 'alasan', [['Alasan', labelOf(form.reasons, application.reason)]]),
    part('Pemohon', 'pemohon', [
      ['Nama', applicant.name],
      ['NIK', applicant.nik],
      ['Nomor KK', application.kkNumber || 'belum ada'],
      ['WhatsApp', applicant.whatsapp],
      [
        'Alamat',
        `${address.street}, RT ${address.rt} RW ${address.rw}${place ? `, ${place.name}, Kapanewon ${place.kapanewon}, ${place.postalCode}` : ''}`,
      ],
    ]),
    part(
      'Anggota keluarga',
      'keluarga',
      application.members.map(({ name, nik, shdk }) => [shdk || '–', `${name} (${nik})`]),
    ),
    ...(application.changes.length === 0
      ? []
      : [
          part(
            'Perubahan',
            'perubahan',
            application.changes.map(({ member, element, from, to, basis }) => [
              labelOf(form.elements, element),
              `${application.members[member]?.name ?? '?'}: `,
              make('s', { textContent: from }),
              ' menjadi ',
              make('strong', { textContent: to }),
              ...(basis ? [make('br'), make('span', { className: 'quiet', textContent: basis })] : []),
            ]),
          ),
        ]),
    part(
      'Dokumen',
      'foto',
      counts.size === 0
        ? [['Belum ada', 'Petugas akan memintanya.']]
        : [...counts].map(([code, count]) => [`${count} berkas`, labelOf(form.documentKinds, code)]),
    ),
  );
}
