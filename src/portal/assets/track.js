import { focusNews, sayBusy } from './page.js';
import { fitFile } from './apply/fit-file.js';

const EVERY_MS = 15_000;

focusNews();
for (const form of document.querySelectorAll('[data-upload]')) {
  sayBusy(form, 'Mengirim berkas…');
  form.addEventListener('change', shrinkPicked);
}
watch();

/** Photos larger than the limit are made smaller before they travel. */
async function shrinkPicked({ target }) {
  if (target.type !== 'file') return;
  const files = await Promise.all([...target.files].map((file) => fitFile(file).catch(() => file)));
  const picked = new DataTransfer();
  for (const file of files) picked.items.add(file);
  target.files = picked.files;
}

/** Asks now and then whether the case has moved, and shows the page anew when it has; not while something is being written or picked. */
function watch() {
  const refresh = document.querySelector('[data-refresh]');
  const live = document.querySelector('[data-live]');
  if (!refresh || !live) return;
  live.hidden = false;
  const { nomor, pin } = Object.fromEntries(new FormData(refresh));
  let seen;
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch(`/api/applications/${encodeURIComponent(nomor)}`, { headers: { 'X-PIN': pin } }).catch(() => undefined);
    if (!answer?.ok) return;
    const now = await answer.text();
    seen ??= now;
    const picking = [...document.querySelectorAll('input[type=file]')].some((input) => input.files.length > 0);
    if (now !== seen && !picking && !document.querySelector('details[open]')) refresh.requestSubmit();
  };
  look();
  setInterval(look, EVERY_MS);
}
