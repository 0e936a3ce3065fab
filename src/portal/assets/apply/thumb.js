import { say } from '../say.js';
import { make } from './dom.js';

/** A picked photo as a small picture with its state; `update` follows the upload without touching what has the focus. */
export function createThumb(photo, { alt, removeLabel, onRemove }) {
  const caption = make('figcaption');
  const bar = make('span', { className: 'thumb-bar', ariaHidden: 'true' });
  const remove = make(
    'button',
    { type: 'button', ariaLabel: removeLabel },
    make('span', { className: 'icon icon-cross' }),
  );
  remove.addEventListener('click', onRemove);
  const element = make('figure', { className: 'thumb' }, picture(photo, alt), bar, remove, caption);
  const update = () => {
    element.dataset.state = photo.state;
    bar.style.transform = `scaleX(${photo.state === 'ready' ? 1 : photo.part})`;
    caption.textContent = STATES[photo.state](photo);
  };
  update();
  return { element, update };
}

const STATES = {
  going: ({ part }) => say('diunggah', { percent: Math.floor(part * 100) }),
  waiting: () => say('menunggu-sinyal'),
  held: () => say('belum-dapat-dikirim'),
  ready: ({ size, signed }) => (signed ? say('ditandatangani') : say('stored', { size: inWords(size) })),
  refused: () => say('tidak-dapat-dipakai'),
  lost: () => say('pilih-lagi'),
};

function picture({ file, type, picture: drawn }, alt) {
  if (drawn !== undefined) return make('img', { alt, src: drawn, className: 'drawn' });
  if (type === 'application/pdf') return make('span', { className: 'pdf', textContent: 'PDF' });
  // After a reload the browser may have the name of a photo only; the photo itself is at the office.
  if (file === undefined) return make('span', { className: 'pdf', textContent: say('foto-3') });
  const image = make('img', { alt, src: URL.createObjectURL(file) });
  image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}

function inWords(bytes) {
  return bytes > 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
