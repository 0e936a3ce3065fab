import { say } from '../say.js';
import { all, copyOf, make, one } from './dom.js';
import { fitFile } from './fit-file.js';
import { createThumb } from './thumb.js';
import { bring, forgetUpload, newToken } from './upload.js';

const FORMS = [
  ...['f-1-01', 'f-1-02', 'f-1-03', 'f-1-04'],
  ...['f-1-05-perkawinan', 'f-1-05-perceraian', 'f-1-06', 'f-1-07'],
  ...['f-2-03', 'f-2-04'],
];

/**
 * The photos, one slot per paper. Each is brought to the office as soon as it is picked; `onChange` is called when the list
 * changes. What is picked survives a reload, and on a phone that keeps the draft also a closed browser.
 */
export function createPhotos(limits, { fillForm, signing, draft, onChange }) {
  const box = one('[data-photos]');
  const missing = one('[data-photos-missing]');
  /** Photos by the slot they were picked for; a slot is one paper that is asked for. */
  const picked = new Map();
  const thumbs = new Map();
  /** Which of the papers that may stand for each other was photographed, by slot. */
  const chosen = new Map();
  let required = [];
  const every = () => [...picked.values()].flat();
  const usable = (slot) => (picked.get(slot) ?? []).filter(({ state }) => state !== 'refused' && state !== 'lost');
  const count = () => [...picked.keys()].reduce((sum, slot) => sum + usable(slot).length, 0);
  const slotElement = (slot) => one(`[data-slot="${CSS.escape(slot)}"]`, box);

  const tellMissing = () => {
    const open = required.filter(({ slot }) => usable(slot).length === 0);
    missing.hidden = open.length === 0;
    missing.classList.add('strong');
    missing.textContent = say('belum-ada-anda-tetap', { list: open.map(({ label }) => label).join('; ') });
  };

  const show = (slot) => {
    const element = slotElement(slot);
    if (element === null) return;
    const label = one('[data-slot-label]', element).textContent;
    const photos = picked.get(slot) ?? [];
    one('[data-thumbs]', element).replaceChildren(
      ...photos.map((photo, i) => {
        const thumb = createThumb(photo, {
          alt: photo.signed ? say('tanda-tangan-untuk', { label }) : say('foto', { number: i + 1, label }),
          removeLabel: photo.signed
            ? say('hapus-tanda-tangan-untuk', { label })
            : say('hapus-foto-dari', { number: i + 1, label }),
          onRemove: () => {
            drop(slot, photo);
            one('input', element).focus();
          },
        });
        thumbs.set(photo, thumb);
        return thumb.element;
      }),
    );
    tellSlot(slot);
  };

  /** What there is to say of the photos of a slot, by their places. */
  const tellSlot = (slot) => {
    const element = slotElement(slot);
    if (element === null) return;
    const photos = picked.get(slot) ?? [];
    const said = (state) =>
      photos.flatMap((photo, i) =>
        photo.state === state && photo.said
          ? [`${photos.length > 1 ? say('foto-2', { number: i + 1 }) : ''}${photo.said}`]
          : [],
      );
    element.classList.toggle('filled', usable(slot).length > 0);
    const flaws = said('ready');
    one('[data-slot-hint]', element).textContent = [
      ...said('held'),
      ...(flaws.length === 0 ? [] : [say('hapus-dan-foto-lagi', { list: flaws.join(' ') })]),
    ].join(' ');
    const refused = [...said('refused'), ...said('lost')];
    if (photos.some(({ signed, state }) => signed && state === 'refused')) warn(element, say('isian-berubah-sesudah'));
    else if (refused.length > 0) warn(element, say('hapus-lalu-foto-atau', { list: refused.join(' ') }));
    tellMissing();
  };

  const warn = (slot, text) => {
    const fault = one('[data-slot-fault]', slot);
    fault.textContent = text;
    fault.hidden = text === '';
    if (text !== '') fault.setAttribute('role', 'alert');
  };

  const upload = (slot, photo) => {
    let before;
    bring(photo, () => {
      thumbs.get(photo)?.update();
      if (photo.state === before) return;
      before = photo.state;
      tellSlot(slot);
      onChange();
    });
  };

  const drop = (slot, photo) => {
    picked.set(
      slot,
      picked.get(slot).filter((other) => other !== photo),
    );
    photo.cancel?.();
    draft.dropPhoto(photo.token);
    const element = slotElement(slot);
    if (element) warn(element, '');
    show(slot);
    onChange();
  };

  const take = async (slot, files) => {
    const refused = [];
    warn(slotElement(slot), '');
    for (const file of files) {
      if (count() >= limits.files) {
        refused.push(say('paling-banyak-foto-atau', { files: limits.files }));
        break;
      }
      try {
        const fitting = await fitFile(file);
        const photo = {
          token: newToken(),
          file: fitting,
          size: fitting.size,
          type: fitting.type,
          state: 'going',
          part: 0,
        };
        picked.set(slot, [...(picked.get(slot) ?? []), photo]);
        await draft.keepPhoto(photo.token, fitting);
        upload(slot, photo);
      } catch (error) {
        refused.push(files.length > 1 ? `${file.name}: ${error.message}` : error.message);
      }
      show(slot);
      onChange();
    }
    if (refused.length > 0) warn(slotElement(slot), refused.join(' '));
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
      one('[data-slot-example]', slot).open = false;
    });
    field.hidden = false;
  };

  /**
   * Forms that the resident signs are made from what was typed, ready to print. One that only stands in the place of a
   * paper is offered to who has no such paper; of parents with a new child that is F-2.04, not F-1.05.
   */
  const offerForms = (slot, kinds) => {
    const line = one('[data-slot-form]', slot);
    const all = kinds.filter(({ code }) => FORMS.includes(code));
    const forms = all.some(({ code }) => code === 'f-2-04')
      ? all.filter(({ code }) => code !== 'f-1-05-perkawinan')
      : all;
    const [form] = forms;
    if (form === undefined) return;
    const isInstead = form !== kinds[0];
    const button = make('button', {
      type: 'button',
      className: 'link',
      textContent: isInstead
        ? say('unduh-yang-sudah-terisi', { paper: form.label.split(/[,(]/)[0].trim() })
        : say('unduh-formulir-yang-sudah'),
    });
    if (!isInstead) button.setAttribute('aria-label', say('unduh-formulir-yang-sudah-terisi', { label: form.label }));
    button.addEventListener('click', async () => {
      warn(slot, (await fillForm(form.code)) ? '' : say('formulir-belum-dapat-dibuat'));
    });
    line.append(...(isInstead ? [say('tidak-punya-dokumen-itu')] : []), button, say('cetak-tanda-tangani-lalu'));
    line.hidden = false;
    if (signing !== undefined) offerSigning(slot, form, line);
  };

  /** A form that nobody but the applicant signs may be signed here; who else signs does it on paper. */
  const offerSigning = (slot, { code, label }, line) => {
    if (!signing.offers(code)) return line.append(say('ditandatangani-beberapa-orang'));
    const place = one('[data-slot-sign]', slot);
    const button = make('button', {
      type: 'button',
      className: 'button small',
      textContent: say('tanda-tangani-di-layar'),
      ariaLabel: say('tanda-tangani-di-layar-2', { label }),
    });
    button.addEventListener('click', () =>
      signing.sign({ code, label, opener: button }, (upload) => keepSigned(slot.dataset.slot, upload)),
    );
    place.append(button);
    place.hidden = false;
  };

  /** The signed form stands where a photo of it would; signed again, the newest counts. */
  const keepSigned = (slot, upload) => {
    const form = upload.signed.form;
    for (const other of picked.get(slot) ?? []) if (other.signed?.form === form) drop(slot, other);
    const photo = { ...upload, type: 'application/pdf', state: 'ready', part: 1 };
    picked.set(slot, [...(picked.get(slot) ?? []), photo]);
    photo.cancel = () => forgetUpload(photo);
    warn(slotElement(slot), '');
    show(slot);
    onChange();
  };

  /** A form that was signed for other answers has to be signed again; without a line the submission says so. */
  const compareSigned = async () => {
    for (const [slot, photos] of picked)
      for (const photo of photos.filter(({ signed, state }) => signed && state === 'ready')) {
        const form = signing === undefined ? null : await signing.read(photo.signed.form);
        if (form === undefined || form?.sha256 === photo.signed.sha256) continue;
        photo.state = 'refused';
        show(slot);
        onChange();
      }
  };

  /** How a good photo of the paper looks; fetched when it is opened. */
  const showExample = (slot, label) => {
    const example = one('[data-slot-example]', slot);
    one('summary span', example).textContent = `: ${label}`;
    example.hidden = slot.dataset.kind === 'lainnya';
    example.addEventListener('toggle', () => {
      if (example.open) one('img', example).src = `/contoh/${slot.dataset.kind}.svg`;
    });
  };

  const slotFor = ({ slot: code, label, kinds }, needed) => {
    const slot = copyOf('photo-slot');
    slot.dataset.slot = code;
    slot.dataset.kind = chosen.get(code) ?? kinds[0].code;
    offerInstead(slot, code, kinds);
    offerForms(slot, kinds);
    showExample(slot, label);
    one('[data-slot-label]', slot).textContent = label;
    one('[data-slot-tag]', slot).textContent = needed ? say('diperlukan') : '';
    for (const input of all('input', slot)) {
      input.setAttribute('aria-label', `${input.parentElement.textContent.trim()}: ${label}`);
      input.addEventListener('change', async () => {
        await take(code, [...input.files]);
        input.value = '';
      });
    }
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
      for (const { slot } of [...required, ...others]) show(slot);
      tellMissing();
      compareSigned();
    },
    slot: (code) => one(`[data-kind="${CSS.escape(code)}"]`) ?? slotElement(code),
    /** Kinds of what is picked and can be sent. */
    files: () =>
      [...picked.keys()].flatMap((slot) => usable(slot).map(({ signed }) => ({ code: signed?.form ?? kindOf(slot) }))),
    /** What is to be sent, by the tokens under which the office has it. */
    uploads: () =>
      [...picked.keys()].flatMap((slot) =>
        usable(slot).map(({ token, signed }) => ({ kind: signed?.form ?? kindOf(slot), token })),
      ),
    /** Waits until every photo has arrived. Answers false when the line is broken, or a photo is refused or held meanwhile. */
    async arrive(onProgress) {
      const photos = every().filter(({ state }) => ['going', 'waiting', 'held'].includes(state));
      const bytes = photos.reduce((sum, { size }) => sum + size, 0);
      for (;;) {
        const arrived = photos.reduce((sum, { size, part }) => sum + size * part, 0);
        onProgress(bytes === 0 ? 1 : arrived / bytes);
        if (photos.some(({ state }) => !['going', 'ready'].includes(state))) return false;
        if (photos.every(({ state }) => state === 'ready')) return true;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
    /** For the draft: everything but the bytes. */
    kept: () => ({
      chosen: [...chosen],
      photos: [...picked].flatMap(([slot, photos]) =>
        photos
          .filter(({ state }) => state !== 'refused' && state !== 'lost')
          .map(({ token, size, type, signed }) => ({ slot, token, size, type, signed })),
      ),
    }),
    /** Takes up what the draft kept; a photo that had not arrived and is not on the phone has to be picked again. */
    async restore(kept) {
      for (const [slot, code] of kept.chosen) chosen.set(slot, code);
      for (const { slot, ...photo } of kept.photos) {
        const file = await draft.photo(photo.token);
        const again = { ...photo, file, state: 'going', part: 0, resumed: true };
        picked.set(slot, [...(picked.get(slot) ?? []), again]);
        upload(slot, again);
      }
    },
    every,
    /** They were submitted. */
    clear: () => picked.clear(),
    /** They are not wanted any more, here and at the office. */
    forget() {
      for (const photo of every()) photo.cancel?.();
      picked.clear();
    },
  };
}
