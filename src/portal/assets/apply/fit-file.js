import { say } from '../say.js';
const LIMIT_BYTES = 8 * 1024 * 1024;
const LONGEST_SIDE = 3200;
const SENT_AS_IS = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];

/** The file as it may travel: photos too large, or of a kind only this phone knows, become a smaller JPEG. Throws an Error with words for the applicant. */
export async function fitFile(file) {
  if (SENT_AS_IS.includes(file.type) && file.size <= LIMIT_BYTES) return file;
  if (file.type === 'application/pdf') throw new Error(say('pdf-ini-lebih-dari'));
  if (!file.type.startsWith('image/') || file.type === 'image/svg+xml') throw new Error(say('hanya-foto-jpeg-png'));
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error(say('foto-ini-tidak-terbaca'));
  });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement('canvas'), {
    width: Math.round(picture.width * scale),
    height: Math.round(picture.height * scale),
  });
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
  return new File([blob], 'foto.jpg', { type: 'image/jpeg' });
}
