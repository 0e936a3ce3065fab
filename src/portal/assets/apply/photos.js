import { all, copyOf, make, one } from './dom.js';
import { judged } from '../look-at-photos.js';
import { fitFile } from './fit-file.js';

const FORMS = ['f-1-01', 'f-1-02', 'f-1-05-perkawinan', 'f-1-06', 'f-1-07'];

/** The photos, one slot per kind of paper. They stay in this tab's memory; a reload loses them, on purpose. */
export function createPhotos(limits, fillForm) {
  const box = one('[data-photos]');
  const missing = one('[data-photos-missing]');
  /** Files by the slot they were picked for; a slot is one paper that is asked for. */
  const picked = new Map();
  /** Which of the papers that may stand for each other was photographed, by slot. */
  const chosen = new Map();
  /** What is wrong with a picked photo. */
  const flawed = new Map();
  let required = [];
  const count = () => [...picked.values()].reduce((sum, files) => sum + files.length, 0);

  const tellMissing = () => {
    const open = required.filter(({ slot }) => !picked.get(slot)?.length);
    missing.hidden = open.length === 0;
    missing.classList.add('strong');
    missing.textContent = `Belum ada: ${open.map(({ label }) => label).join('; ')}. Anda tetap boleh mengirim; petugas akan meminta yang kurang.`;
  };

  const show = (slot, code, label) => {
    const files = picked.get(code) ?? [];
    slot.classList.toggle('filled', files.length > 0);
    one('[data-thumbs]', slot).replaceChildren(
      ...files.map((file, i) => {
        const remove = make(
          'button',
          { type: 'button', ariaLabel: `Hapus berkas ${i + 1} dari ${label}` },
          make('span', { className: 'icon icon-cross' }),
        );
        remove.addEventListener('click', () => {
          picked.set(
            code,
            files.filter((other) => other !== file),
          );
          show(slot, code, label);
          one('input', slot).focus();
        });
        return make(
          'figure',
          { className: 'thumb' },
          picture(file, `Foto ${i + 1}: ${label}`),
          remove,
          make('figcaption', { textContent: size(file) }),
        );
      }),
    );
    const flaws = files.flatMap((file, i) =>
      flawed.has(file) ? [`${files.length > 1 ? `Foto ${i + 1}: ` : ''}${flawed.get(file)}`] : [],
    );
    one('[data-slot-hint]', slot).textContent =
      flaws.length === 0
        ? ''
        : `${flaws.join(' ')} Hapus dan foto lagi, atau kirim saja bila memang tidak bisa lebih jelas.`;
    tellMissing();
  };

  const say = (slot, text) => {
    const fault = one('[data-slot-fault]', slot);
    fault.textContent = text;
    fault.hidden = text === '';
    if (text !== '') fault.setAttribute('role', 'alert');
  };

  const take = async (slot, code, label, files) => {
    say(slot, '');
    for (const file of files) {
      if (count() >= limits.files) return say(slot, `Paling banyak ${limits.files} berkas. Hapus salah satu dulu.`);
      try {
        const fitting = await fitFile(file);
        picked.set(code, [...(picked.get(code) ?? []), fitting]);
        hint(slot, code, fitting);
      } catch (error) {
        say(slot, error.message);
      }
      show(slot, code, label);
    }
  };

  /** A photo that an officer could hardly read is named while another can still be taken; sending it is allowed. */
  const hint = async (slot, code, file) => {
    const sentence = file.type.startsWith('image/') ? await judged(file) : null;
    if (sentence === null || !picked.get(code)?.includes(file)) return;
    flawed.set(file, sentence);
    show(slot, code, one('[data-slot-label]', slot).textContent);
  };

  /** The lawful alternatives of one paper: which of them is photographed, the resident says. */
  const offerInstead = (slot, code, kinds) => {
    if (kinds.length < 2) return;
    const field = one('[data-slot-instead]', slot);
    const select = one('select', field);
    select.id = `ganti-${code}`;
    one('label', field).htmlFor = select.id;
    select.append(...kinds.map((kind) => make('option', { value: kind.code, textContent: kind.label })));
    select.value = chosen.get(code) ?? kinds[0].code;
    select.addEventListener('change', () => {
      chosen.set(code, select.value);
      slot.dataset.kind = select.value;
    });
    field.hidden = false;
  };

  /** A form that the resident signs is made from what was typed, ready to print. */
  const offerForm = (slot, kinds) => {
    const form = kinds.find(({ code }) => FORMS.includes(code));
    if (form === undefined) return;
    const line = one('[data-slot-form]', slot);
    const button = make('button', {
      type: 'button',
      className: 'link',
      textContent: 'Unduh formulir yang sudah terisi (PDF)',
    });
    button.setAttribute('aria-label', `Unduh formulir yang sudah terisi: ${form.label}`);
    button.addEventListener('click', async () => {
      say(slot, (await fillForm(form.code)) ? '' : 'Formulir belum dapat dibuat. Periksa isian Anda, lalu coba lagi.');
    });
    line.append(button, ' Cetak, tanda tangani, lalu foto.');
    line.hidden = false;
  };

  const slotFor = ({ slot: code, label, kinds }, needed) => {
    const slot = copyOf('photo-slot');
    slot.dataset.slot = code;
    slot.dataset.kind = chosen.get(code) ?? kinds[0].code;
    offerInstead(slot, code, kinds);
    offerForm(slot, kinds);
    one('[data-slot-label]', slot).textContent = label;
    one('[data-slot-tag]', slot).textContent = needed ? 'diperlukan' : '';
    for (const input of all('input', slot)) {
      input.setAttribute('aria-label', `${input.parentElement.textContent.trim()}: ${label}`);
      input.addEventListener('change', async () => {
        await take(slot, code, label, [...input.files]);
        input.value = '';
      });
    }
    show(slot, code, label);
    return slot;
  };

  /** One slot for each paper; two papers of one kind (old cards of two families) are two slots. */
  const slotsOf = (papers) =>
    papers.map(({ text, kinds }, i) => {
      const before = papers.slice(0, i).filter((other) => other.kinds[0].code === kinds[0].code).length;
      return { slot: before === 0 ? kinds[0].code : `${kinds[0].code}--${before + 1}`, label: text, kinds };
    });
  const kindOf = (slot) => {
    const paper = required.find((one) => one.slot === slot);
    const code = slot.replace(/--\d+$/, '');
    const wanted = chosen.get(slot);
    return paper?.kinds.some((kind) => kind.code === wanted) ? wanted : (paper?.kinds[0].code ?? code);
  };

  return {
    /** Slots for what is required, for what has been picked anyway, and for anything else. */
    ask(papers, documentKinds) {
      required = slotsOf(papers);
      const others = documentKinds
        .filter(
          ({ code }) => !required.some(({ slot }) => slot === code) && (code === 'lainnya' || picked.get(code)?.length),
        )
        .map((kind) => ({ slot: kind.code, label: kind.label, kinds: [kind] }));
      box.replaceChildren(
        ...required.map((paper) => slotFor(paper, true)),
        ...others.map((paper) => slotFor(paper, false)),
      );
      tellMissing();
    },
    say: (code, text) => {
      const slot = one(`[data-slot="${CSS.escape(code)}"]`);
      if (slot) say(slot, text);
    },
    slot: (code) => one(`[data-kind="${CSS.escape(code)}"]`) ?? one(`[data-slot="${CSS.escape(code)}"]`),
    files: () => [...picked].flatMap(([slot, files]) => files.map((file) => ({ code: kindOf(slot), file }))),
    clear: () => picked.clear(),
  };
}

function picture(file, alt) {
  if (file.type === 'application/pdf') return make('span', { className: 'pdf', textContent: 'PDF' });
  const image = make('img', { alt, src: URL.createObjectURL(file) });
  image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}

function size(file) {
  return file.size > 1024 * 1024
    ? `${(file.size / 1024 / 1024).toFixed(1).replace('.', ',')} MB`
    : `${Math.max(1, Math.round(file.size / 1024))} KB`;
}
