import type { Application } from '../../src/domain/application.ts';

/** Shorter runs of base64 turn up by chance in pictures and forms. */
const TELLING = 9;

/** Words and numbers that stand nowhere else in the world: wherever one turns up, it came from this family's case. */
const HEAD = 'Zandraka Wuqoryanto';
const WIFE = 'Qilvaranti Zumbrawati';
const CHILD = 'Xandaru Fyqolaksana';
const STREET = 'Gang Vyxorama Kenanga 77';

export const CANARY_FAMILY: Partial<Application> = {
  applicant: { name: WIFE, nik: '3402155908837731', whatsapp: '081297737731' },
  kkNumber: '3402152307117731',
  address: { street: STREET, rt: '7', rw: '31', kalurahan: '34.02.15.2001' },
  members: [
    { name: HEAD, nik: '3402151407797731', shdk: 'KEPALA KELUARGA' },
    { name: WIFE, nik: '3402155908837731', shdk: 'ISTRI' },
    { name: CHILD, nik: '3402152606127731', shdk: 'ANAK' },
  ],
};

/**
 * The same people with a letter that no font of ours has: the card cannot be printed, and the incident must not say why
 * in their words.
 */
export const UNPRINTABLE_FAMILY: Partial<Application> = {
  ...CANARY_FAMILY,
  reason: 'rusak',
  kkNumber: '3402152307117732',
  applicant: { name: WIFE, nik: '3402155908837732', whatsapp: '081297737731' },
  members: [
    { name: `${HEAD} \u5c71`, nik: '3402151407797732', shdk: 'KEPALA KELUARGA' },
    { name: WIFE, nik: '3402155908837732', shdk: 'ISTRI' },
  ],
};

/** The head's slip of the hand; as secret as the right one, and only this case knows it. */
export const WRONG_PASSPHRASE = 'Keliru-Vyxorama-8841';
/**
 * What the officer writes to the applicant: allowed to travel, so it proves that a scan looks where the case has been.
 */
export const OFFICER_NOTE = 'Foto halaman depan ijazah, catatan kontrol ulrumbaya.';
export const CONTROL = 'ulrumbaya';

/** Without the last digit, in which the two families differ. */
const digits = ['340215590883773', '340215230711773', '340215140779773', '340215260612773'];
/** As typed, in E.164 without the sign, and in groups. */
const phone = ['081297737731', '6281297737731', '0812 9773 7731', '0812-9773-7731', '812 9773 7731'];
const words = [HEAD, WIFE, CHILD].flatMap((name) => [name, ...name.split(' ')]).concat('Vyxorama Kenanga');

/** Everything that identifies the family, each in the spellings that a program might give it. */
export const PERSONAL: readonly string[] = [...digits, ...phone, ...words].flatMap(spellings);
/** The same without the phone number: for WhatsApp, which has to know where to send. */
export const PERSONAL_BUT_PHONE: readonly string[] = [...digits, ...words].flatMap(spellings);

/** In small letters; plain, in an address, in base64 at each of its three alignments. */
export function spellings(value: string): string[] {
  const base64 = [value, value.toUpperCase()]
    .flatMap((text) => [0, 1, 2].map((shift) => middleOfBase64(text, shift)))
    .filter((text) => text.length >= TELLING);
  return [
    ...new Set(
      [value, encodeURIComponent(value), value.replaceAll(' ', '+'), ...base64].map((text) => text.toLowerCase()),
    ),
  ];
}

/** The letters of base64 that do not depend on what stands before and after. */
function middleOfBase64(text: string, shift: number): string {
  const whole = Buffer.from('\0'.repeat(shift) + text).toString('base64');
  return whole.slice(shift === 0 ? 0 : 4, -4);
}
