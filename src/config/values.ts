/** Names the setting and the remedy. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * A variable that is set and empty, or blank, is one that is not set: so env files write what is left out. Of a folder
 * it would be the folder that the office was started in. Only of ARCHIVE_REMOVABLE it means something: none.
 */
export function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return new Proxy(env, {
    get: (target, name: string) =>
      target[name]?.trim() === '' && name !== 'ARCHIVE_REMOVABLE' ? undefined : target[name],
  });
}

/** The value, or `standard` where none is set. Throws ConfigError, with the choice, for one that is not `allowed`. */
export function oneOf<T extends string>(env: NodeJS.ProcessEnv, name: string, allowed: readonly T[], standard: T): T {
  const value = env[name] ?? standard;
  if (!(allowed as readonly string[]).includes(value))
    throw new ConfigError(`${name}="${value}" tidak dikenal. Pilih: ${allowed.join(', ')}.`);
  return value as T;
}

/** A whole number from `least` to `most`, or `standard` where none is set. Throws ConfigError for anything else. */
export function integer(env: NodeJS.ProcessEnv, name: string, standard: number, least = 0, most = 65_535): number {
  const text = env[name];
  if (text === undefined) return standard;
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value < least || value > most)
    throw new ConfigError(`${name}="${text}" harus bilangan bulat ${least} sampai ${most}.`);
  return value;
}

/** The same as `webAddress`, of a service that an office may do without. */
export function optionalAddress(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name];
  return text === undefined ? undefined : webAddress(name, text);
}

/** Address of a service. Throws ConfigError for what a request could never be sent to. */
export function webAddress(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['https:', 'http:'].includes(url.protocol))
    throw new ConfigError(`${name}="${text}" bukan alamat. Bentuknya https://nama.`);
  return text;
}

/** Names with commas between them; the empty text is the empty list. */
export function listOf(env: NodeJS.ProcessEnv, name: string, standard: string): string[] {
  return namesIn(env[name] ?? standard, ',');
}

/** Names with this mark between them; none is empty. */
export function namesIn(text: string, mark: ',' | ';'): string[] {
  return text
    .split(mark)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** What stays on this machine crosses no network. */
export function isThisMachine({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** 32 bytes in base64 or base64url. Node's decoder skips foreign characters and everything behind a `=`. */
const KEY = /^[\w+/-]{43}=?$/;

/** Throws ConfigError, which advises against a new key where an office may have run with what Node made of this one. */
export function keyOf32Bytes(name: string, text: string): string {
  if (KEY.test(text)) return text;
  throw new ConfigError(
    Buffer.from(text, 'base64').length === 32
      ? `${name} memuat tanda kutip, spasi, atau huruf lain di sekitar kuncinya. Hapus itu saja; jangan buat kunci baru untuk kantor yang sudah berjalan.`
      : `${name} harus 32 bita dalam base64. Buat dengan: openssl rand -base64 32`,
  );
}
