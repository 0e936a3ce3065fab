import { say } from './say.js';
import { dressFileInput } from './file-button.js';
import { lookAtPhotos } from './look-at-photos.js';
import { focusNews, sayBusy } from './page.js';

const EVERY_MS = 15_000;

focusNews();
for (const input of document.querySelectorAll('[data-file]')) {
  dressFileInput(input);
  lookAtPhotos(input);
}
for (const form of document.querySelectorAll('[data-upload]')) sayBusy(form, say('mengirim-dokumen'));
// The newest message is read first.
for (const list of document.querySelectorAll('.bubbles')) list.scrollTop = list.scrollHeight;
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
    const writing = [...document.querySelectorAll('textarea')].some((box) => box.value !== '');
    if (now !== seen && !picking && !writing && !document.querySelector('details[open]')) refresh.requestSubmit();
  };
  look();
  setInterval(look, EVERY_MS);
}
