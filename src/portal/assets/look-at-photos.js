import { say } from './say.js';
const LONGEST_SIDE = 1000;

/** Says under a file input which of the picked photos an officer could hardly read. A hint: sending is allowed all the same. */
export function lookAtPhotos(input) {
  const told = Object.assign(document.createElement('p'), { className: 'photo-hint' });
  told.setAttribute('role', 'status');
  input.closest('.field').append(told);
  let turn = 0;
  input.addEventListener('change', () => void look());

  async function look() {
    const mine = ++turn;
    told.textContent = '';
    const hints = [];
    // Files are made smaller by another listener; what is judged here is small anyway.
    for (const [i, file] of [...input.files].entries()) {
      if (!file.type.startsWith('image/')) continue;
      const sentence = await judged(file);
      if (mine !== turn) return;
      if (sentence) hints.push(`${input.files.length > 1 ? say('foto-2', { number: i + 1 }) : ''}${sentence}`);
      told.textContent = hints.length ? say('atau-kirim-saja-foto', { list: hints.join(' ') }) : '';
    }
  }
}

/** What is wrong with a photo, as a sentence for the resident; null when nothing is, or nobody can tell now. */
export async function judged(file) {
  try {
    const body = new FormData();
    body.append('photo', await small(file), 'foto.jpg');
    const answer = await fetch('/api/photo-checks', { method: 'POST', body });
    return answer.ok ? (await answer.json()).sentence : null;
  } catch {
    return null; // a hint that cannot be had holds nobody up
  }
}

async function small(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.9),
  );
}
