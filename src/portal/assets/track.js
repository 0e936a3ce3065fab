import { dressFileInput } from './file-button.js';
import { focusNews, sayBusy } from './page.js';

const EVERY_MS = 15_000;

focusNews();
for (const input of document.querySelectorAll('[data-file]')) dressFileInput(input);
for (const form of document.querySelectorAll('[data-upload]')) sayBusy(form, 'Mengirim berkas…');
watch();

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
    const answer = await fetch(`/api/applications/${encodeURIComponent(nomor)}`, { headers: { 'X-PIN': pin } }).catch(
      () => undefined,
    );
    if (!answer?.ok) return;
    const now = await answer.text();
    seen ??= now;
    const picking = [...document.querySelectorAll('input[type=file]')].some((input) => input.files.length > 0);
    if (now !== seen && !picking && !document.querySelector('details[open]')) refresh.requestSubmit();
  };
  look();
  setInterval(look, EVERY_MS);
}
