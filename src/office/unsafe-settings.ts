import { isThisMachine, type Config } from '../config.ts';

/** What an office in service may be set to, but should know of: a sentence for each, for whoever starts it. */
export function unsafeSettings({ mode, signing, siak, whatsapp, engine }: Config): string[] {
  if (mode !== 'production') return [];
  const addresses: readonly (readonly [setting: string, url: string | undefined, crosses: string])[] = [
    ['BSRE_URL', signing.service?.kind === 'bsre' ? signing.service.url : undefined, 'passphrase penanda tangan'],
    ['SIAK_URL', siak.service?.url, 'data keluarga'],
    ['TWILIO_API_URL', whatsapp.url, 'nomor pemohon'],
    ['CAMUNDA_REST_ADDRESS', engine.kind === 'zeebe' ? engine.url : undefined, 'kata sandi mesin proses'],
  ];
  return [
    ...addresses
      .filter(([, url]) => url !== undefined && crossesInClear(url))
      .map(
        ([setting, , crosses]) =>
          `Peringatan: ${setting} memakai http, jadi ${crosses} lewat jaringan tanpa sandi. Pakai alamat https bila layanannya punya.`,
      ),
    ...(signing.crlFiles.length > 0
      ? []
      : [
          'Peringatan: CRL_FILES kosong, jadi tanda tangan dengan sertifikat yang sudah dicabut tetap dianggap sah. Isi dengan daftar pencabutan dari BSrE.',
        ]),
  ];
}

function crossesInClear(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' && !isThisMachine(url);
}
