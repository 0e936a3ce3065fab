import { say } from '../say.js';
import { canBeSigned, createPad } from '../signature.js';
import { make, one } from './dom.js';
import { newToken } from './upload.js';

/**
 * Signing a form on the screen before the application is sent: it is read, signed, and kept at the office under a token,
 * as a photo is. Undefined where the office keeps to paper, or this browser cannot take a drawing. `typed` answers the
 * application as it is written so far.
 */
export function createSigning({ screenForms, typed }) {
  const dialog = one('[data-sign-dialog]');
  if (dialog === null || typeof dialog.showModal !== 'function' || !canBeSigned()) return undefined;
  const pad = createPad(one('[data-pad]', dialog));
  const [sheet, send] = [one('[data-sheet]', dialog), one('[data-sign-send]', dialog)];
  const [first, what, fault] = ['first', 'what', 'fault'].map((name) => one(`[data-sign-${name}]`, dialog));
  /** What is open now: the form as it was shown, and what to do once it is signed. */
  let open;

  const post = (path, body, headers = {}) =>
    fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }).catch(() => undefined);
  const complain = (words) => {
    fault.textContent = words;
    fault.hidden = words === '';
  };

  /** The form as it is filled in now; undefined when nobody answers, null when the application needs none, or has faults. */
  async function read(code) {
    const answer = await post(`/api/forms/${code}/content`, { ...typed(), statement: true });
    if (answer === undefined || answer.status >= 500 || answer.status === 429) return undefined;
    return answer.ok ? answer.json() : null;
  }

  sheet.addEventListener('toggle', () => {
    if (!sheet.open || open?.form === undefined) return;
    first.hidden = true;
    what.hidden = send.hidden = false;
    pad.show();
  });

  send.addEventListener('click', async () => {
    const strokes = pad.strokes();
    if (strokes === undefined || send.disabled) return;
    const { code, form, done } = open;
    const token = newToken();
    complain('');
    send.disabled = true;
    const answer = await post(
      `/api/forms/${code}/signature`,
      { ...typed(), statement: true, signature: { seen: form.sha256, strokes } },
      { 'Upload-Token': token },
    );
    send.disabled = false;
    const body = await answer?.json().catch(() => undefined);
    if (!answer?.ok) return complain(body?.remedy ?? say('tanda-tangan-belum-tersimpan'));
    done({ token, size: body.bytes, signed: { form: code, sha256: form.sha256 }, picture: pad.picture() });
    dialog.close();
  });
  one('[data-sign-close]', dialog).addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    const { opener } = open ?? {};
    open = undefined;
    pad.hide();
    opener?.focus();
  });

  return {
    offers: (code) => screenForms.includes(code),
    read,
    /** Opens the form; `done` gets the upload that it has become. */
    async sign({ code, label, opener }, done) {
      open = { code, opener, done };
      one('[data-sign-form]', dialog).textContent = say('membuka-formulir');
      complain('');
      sheet.open = false;
      sheet.hidden = first.hidden = what.hidden = send.hidden = true;
      dialog.showModal();
      const form = await read(code);
      if (open?.opener !== opener) return; // closed meanwhile
      one('[data-sign-form]', dialog).textContent = form ? `${form.code}, ${form.title}` : label;
      if (!form) return complain(say('formulir-belum-dapat-dibuat'));
      if (!form.mayBeSignedOnScreen) return complain(say('selain-anda-juga', { names: form.others.join('; ') }));
      open.form = form;
      show(form, one('[data-sheet-content]', dialog));
      what.textContent = say('saya-menandatangani', { name: form.signer, code: form.code });
      sheet.hidden = first.hidden = false;
      one('summary', sheet).focus();
    },
  };
}

function show({ sections, statement }, box) {
  box.replaceChildren(
    ...sections.flatMap(({ heading, rows }) => [
      make('h3', { textContent: heading }),
      make(
        'dl',
        {},
        ...rows.map(({ label, value }) =>
          make('div', {}, make('dt', { textContent: label }), make('dd', { textContent: value || '–' })),
        ),
      ),
    ]),
    make('p', { className: 'sheet-statement', textContent: statement }),
  );
}
