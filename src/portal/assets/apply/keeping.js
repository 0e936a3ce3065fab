import { locale, say } from '../say.js';
import { one } from './dom.js';

const DAY = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'Asia/Jakarta' });
/** On a screen of the office the next person is not to find what the last one wrote. */
const SHARED_IDLE_MS = 10 * 60_000;

/** The choice to keep the draft on this phone, what is said when it is taken up again, and the care on a shared screen. */
export function offerKeeping({ draft, content, photos, startAgain }) {
  const box = one('[data-keep]');
  const tick = one('input', box);
  const told = one('[data-keep-told]', box);
  const restored = one('[data-restored]');
  box.hidden = draft.shared;
  tick.checked = draft.onPhone();
  tick.addEventListener('change', async () => {
    const kept = await draft.keepOnPhone(tick.checked, content(), photos());
    told.textContent = tick.checked
      ? kept
        ? say('disimpan-di-hp-ini')
        : say('peramban-ini-tidak-mengizinkan')
      : say('tidak-disimpan-lagi-di');
    tick.checked = kept;
  });
  // Ticking it is no answer of the form.
  box.addEventListener('input', (event) => event.stopPropagation());
  if (draft.shared) watchIdle(startAgain);

  return {
    hide: () => (restored.hidden = true),
    tellRestored() {
      if (draft.keptAt === undefined) return;
      restored.hidden = false;
      one('p', restored).textContent = say('isian-yang-anda-simpan', { day: DAY.format(draft.keptAt) });
    },
  };
}

function watchIdle(startAgain) {
  let timer;
  let touched;
  const wait = () => {
    clearTimeout(timer);
    touched = Date.now();
    timer = setTimeout(startAgain, SHARED_IDLE_MS);
  };
  for (const kind of ['pointerdown', 'keydown', 'input']) addEventListener(kind, wait);
  // A computer that slept kept its timer waiting; whoever wakes it may be the next person.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Date.now() - touched >= SHARED_IDLE_MS) startAgain();
  });
  wait();
}
