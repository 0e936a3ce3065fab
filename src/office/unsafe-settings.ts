import type { Config } from '../config/config.ts';
import { isThisMachine } from '../config/values.ts';

/** What an office in service may be set to, but should know of: a sentence for each, for whoever starts it. */
export function unsafeSettings(config: Config): string[] {
  return config.mode === 'production' ? unsafeInService(config) : unsafeInTrial(config);
}

/** Its passwords stand in the README. */
function unsafeInTrial({ simulators, baseUrl }: Config): string[] {
  return simulators && new URL(baseUrl).protocol === 'https:' && !isThisMachine(new URL(baseUrl))
    ? [
        `Peringatan: kantor ini percobaan, dengan sandi yang diketahui umum, dan BASE_URL=${baseUrl} alamat publik. Jangan isi data warga; untuk kantor yang melayani, pakai NODE_ENV=production.`,
      ]
    : [];
}

function unsafeInService({ baseUrl, databaseUrl, secrets, signing, siak, whatsapp, engine }: Config): string[] {
  const addresses: readonly (readonly [setting: string, url: string | undefined, crosses: string])[] = [
    ['BSRE_URL', signing.service?.kind === 'bsre' ? signing.service.url : undefined, 'passphrase penanda tangan'],
    ['SIAK_URL', siak.service?.url, 'data keluarga'],
    ['TWILIO_API_URL', whatsapp.url, 'nomor pemohon'],
    ['CAMUNDA_REST_ADDRESS', engine.kind === 'zeebe' ? engine.url : undefined, 'kata sandi mesin proses'],
    [
      'CAMUNDA_OAUTH_URL',
      engine.kind === 'zeebe' && engine.credentials.strategy === 'oauth' ? engine.credentials.tokenUrl : undefined,
      'rahasia mesin proses',
    ],
  ];
  return [
    ...addresses
      .filter(([, url]) => url !== undefined && crossesInClear(url))
      .map(
        ([setting, , crosses]) =>
          `Peringatan: ${setting} memakai http, jadi ${crosses} lewat jaringan tanpa sandi. Pakai alamat https bila layanannya punya.`,
      ),
    ...(databaseUrl !== undefined && isUnencrypted(new URL(databaseUrl))
      ? [
          'Peringatan: DATABASE_URL menunjuk mesin lain tanpa sslmode=verify-full, jadi data keluarga dan kata sandi basis data lewat jaringan tanpa sandi. Tambahkan ?sslmode=verify-full&sslrootcert=/folder/ca.pem bila servernya memakai TLS.',
        ]
      : []),
    ...(isThisMachine(new URL(baseUrl))
      ? [
          `Peringatan: BASE_URL=${baseUrl} hanya dapat dibuka di mesin ini, padahal tautan dan QR pada kartu dibuat dengannya. Isi alamat publik portal.`,
        ]
      : []),
    ...(areGenerated(secrets)
      ? []
      : [
          'Peringatan: DOCUMENT_KEY, LINK_KEY, SESSION_KEY atau ARCHIVE_KEY ada yang sama, atau bukan bita acak; siapa yang mengetahui atau menebak yang satu membuka yang lain. Buat masing-masing dengan: openssl rand -base64 32',
        ]),
    ...(signing.acceptedSigners.some((name) => name.includes('(simulasi)'))
      ? [
          'Peringatan: SIGNING_ACCEPTED_SIGNERS memuat penanda tangan simulasi, yang sertifikatnya tidak menjamin apa-apa. Isi dengan nama pada sertifikat yang sebenarnya.',
        ]
      : []),
    ...(signing.crlFiles.length > 0
      ? []
      : [
          'Peringatan: CRL_FILES kosong, jadi tanda tangan dengan sertifikat yang sudah dicabut tetap dianggap sah. Isi dengan daftar pencabutan dari BSrE.',
        ]),
  ];
}

/** Of 32 random bytes at least 20 differ; the chance that fewer do is negligible. */
const DIFFERENT_BYTES = 20;

function areGenerated({ documentKey, linkKey, sessionKey, archiveKey }: Config['secrets']): boolean {
  const keys = [documentKey, linkKey, sessionKey, archiveKey].map((key) => Buffer.from(key, 'base64'));
  return (
    new Set(keys.map((key) => key.toString('base64'))).size === keys.length &&
    keys.every((key) => new Set(key).size >= DIFFERENT_BYTES)
  );
}

/** Only these modes insist on TLS. A host that is a folder, or none, is a socket of this machine. */
const ENCRYPTED = ['require', 'verify-ca', 'verify-full'];

function isUnencrypted(url: URL): boolean {
  const isElsewhere = !/^(%2F.*)?$/i.test(url.hostname) && !isThisMachine(url);
  return isElsewhere && !ENCRYPTED.includes(url.searchParams.get('sslmode') ?? '');
}

function crossesInClear(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' && !isThisMachine(url);
}
