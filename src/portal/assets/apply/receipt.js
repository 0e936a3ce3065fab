import { locale, say } from '../say.js';
import { one } from './dom.js';

/** `first`: what stands was sent before the resident's last changes, and they should know. */
export function showReceipt({ applicationNumber, pin, trackingUrl }, first = false) {
  one('[data-receipt-first]').hidden = !first;
  one('[data-receipt-number]').textContent = applicationNumber;
  one('[data-receipt-pin]').textContent = pin;
  one('[data-receipt-number-field]').value = applicationNumber;
  one('[data-receipt-pin-field]').value = pin;
  one('[data-save-receipt]').onclick = () => saveAsPicture({ applicationNumber, pin, trackingUrl });
}

/** A picture for the phone's gallery: people find a picture again, a text file they do not. */
async function saveAsPicture({ applicationNumber, pin, trackingUrl }) {
  await document.fonts.load('700 60px "Plus Jakarta Sans"');
  const canvas = Object.assign(document.createElement('canvas'), { width: 1080, height: 1080 });
  const pen = canvas.getContext('2d');
  const write = (text, y, font, color) => {
    pen.font = `${font} "Plus Jakarta Sans", sans-serif`;
    pen.fillStyle = color;
    pen.fillText(text, 540, y, 960);
  };
  pen.fillStyle = '#0b4a38';
  pen.fillRect(0, 0, 1080, 1080);
  pen.fillStyle = '#ffffff';
  pen.fillRect(60, 290, 960, 450);
  pen.textAlign = 'center';
  write(say('bukti-permohonan-kartu-keluarga'), 130, '700 54px', '#ffffff');
  write(say('disdukcapil-kabupaten-bantul'), 200, '500 38px', '#d5e6de');
  write(say('nomor-permohonan'), 370, '500 36px', '#4d5a53');
  write(applicationNumber, 455, '700 84px', '#18231e');
  write(say('pin'), 560, '500 36px', '#4d5a53');
  write([...pin].join(' '), 665, '700 104px', '#18231e');
  write(
    new Date().toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'Asia/Jakarta' }),
    830,
    '500 36px',
    '#ffffff',
  );
  write(trackingUrl.split('?')[0].replace(/^https?:\/\//, ''), 895, '600 40px', '#f3c64b');
  write(say('simpan-jangan-bagikan-pin'), 985, '500 34px', '#d5e6de');
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  const link = Object.assign(document.createElement('a'), {
    href: URL.createObjectURL(blob),
    download: `bukti-${applicationNumber}.png`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
