import { say } from '../say.js';
const FIRST_PIECE = 128 * 1024;
const SMALLEST_PIECE = 32 * 1024;
const LARGEST_PIECE = 1024 * 1024;
/** A piece that takes less makes the next one larger. */
const QUICK_MS = 3_000;
const PATIENCE_MS = 60_000;
const WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000];

/** One after the other: on a thin line two photos at once are both late. */
let line = Promise.resolve();

/** 32 random bytes: the name under which the office keeps a photo, and the key that only this browser has. */
export const newToken = () => hex(32);

/** Random bytes as hexadecimal digits. `crypto.randomUUID` is missing where the page came without HTTPS. */
export function hex(bytes) {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Brings a photo to the office in pieces; after a broken line it goes on where it was, by itself. `photo` has `token`,
 * `size`, and `file` (undefined after a reload: then only what has arrived whole counts). It gets `state`, which is
 * going, waiting (no line), held (the office takes no more for a time), ready, refused or lost, `part` (0 to 1) and `said` (words for the resident).
 */
export function bring(photo, onChange) {
  const stop = new AbortController();
  const tell = (change) => !stop.signal.aborted && (Object.assign(photo, change), onChange(photo));
  photo.state ??= 'going';
  photo.part ??= 0;
  photo.cancel = () => {
    stop.abort();
    forgetUpload(photo);
  };
  photo.done = line = line.then(() => pieces(photo, stop.signal, tell)).catch(() => undefined);
  return photo;
}

/** The office need not keep it any more. */
export function forgetUpload({ token }) {
  fetch('/api/uploads/removal', { method: 'POST', headers: { 'Upload-Token': token }, keepalive: true }).catch(
    () => undefined,
  );
}

async function pieces(photo, signal, tell) {
  let length = FIRST_PIECE;
  let start = 0;
  let misses = 0;
  // After a reload the office is asked first how far it is.
  let asks = photo.resumed === true;
  while (!signal.aborted) {
    const piece = asks || photo.file === undefined ? null : photo.file.slice(start, start + length);
    const began = Date.now();
    const answer = await post(photo, start, piece, signal);
    if (signal.aborted) return;
    if (answer?.status === 429) {
      const { remedy } = await answer.json().catch(() => ({}));
      asks = true;
      tell({ state: 'held', said: remedy ?? '' });
      await pause(heldMs(answer), signal);
      continue;
    }
    if (answer === undefined || answer.status >= 500) {
      length = Math.max(SMALLEST_PIECE, length / 2);
      asks = true;
      tell({ state: 'waiting', said: say('menunggu-sambungan-foto-ini') });
      await pause(WAITS_MS[Math.min(misses++, WAITS_MS.length - 1)], signal);
      continue;
    }
    const body = await answer.json().catch(() => ({}));
    if (answer.status === 410) {
      start = 0;
      asks = false;
      continue;
    }
    if (!answer.ok) return tell({ state: 'refused', said: body.faults?.[0]?.remedy ?? body.remedy });
    if (body.ready) return tell({ state: 'ready', part: 1, said: body.sentence ?? '' });
    if (photo.file === undefined) return tell({ state: 'lost', said: say('foto-ini-belum-sempat') });
    if (!asks && Date.now() - began < QUICK_MS) length = Math.min(LARGEST_PIECE, length * 2);
    asks = false;
    misses = 0;
    start = body.received;
    tell({ state: 'going', part: start / photo.size, said: '' });
  }
}

/** How long the office takes no more. */
const heldMs = (answer) => (Number(answer.headers.get('Retry-After')) || 60) * 1000;

/** Undefined when there was no answer. */
function post({ token, size }, start, piece, signal) {
  return fetch('/api/uploads', {
    method: 'POST',
    headers: {
      'Upload-Token': token,
      'Upload-Length': size,
      'Upload-Offset': start,
      ...(piece === null ? {} : { 'Content-Type': 'application/octet-stream' }),
    },
    ...(piece === null ? {} : { body: piece }),
    signal: AbortSignal.any?.([signal, AbortSignal.timeout(PATIENCE_MS)]) ?? signal,
  }).catch(() => undefined);
}

/** Until the time has passed, the line is back, or nobody wants it any more. */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    function end() {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    }
    addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
