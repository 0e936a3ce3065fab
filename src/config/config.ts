import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import {
  ConfigError,
  integer,
  isThisMachine,
  keyOf32Bytes,
  listOf,
  namesIn,
  oneOf,
  optionalAddress,
  webAddress,
  withoutEmpty,
} from './values.ts';

/** As `domain/siak-way.ts` explains them; the type of the use cases holds that the two lists are one. */
const SIAK_WAYS = ['simulator', 'typed', 'siak-signed-pdf'] as const;
/** As `domain/events/office-rules.ts` explains them. */
const BIRTH_ROUTES = ['kk-first', 'akta-first'] as const;
const FORM_SIGNATURES = ['paper', 'screen'] as const;
const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/**
 * Every port of the office, all on loopback; each can be set by its variable. `npm test` shifts all of them by
 * PORT_OFFSET.
 */
const PORTS = {
  portal: ['PORTAL_PORT', 3000],
  siak: ['SIAK_SIMULATOR_PORT', 4010],
  bsre: ['BSRE_SIMULATOR_PORT', 4020],
  whatsapp: ['WHATSAPP_SIMULATOR_PORT', 4030],
  engine: ['ENGINE_PORT', 8090],
} as const;
export type PortName = keyof typeof PORTS;

/** `operaton`: the embedded engine, started by the office. `zeebe`: an existing Camunda 8, 8.8 or newer. */
export type EngineSettings =
  | { readonly kind: 'operaton' }
  | {
      readonly kind: 'zeebe';
      /** Of the cluster's REST interface, without `/v2`. */
      readonly url: string;
      readonly credentials:
        | { readonly strategy: 'none' }
        | { readonly strategy: 'basic'; readonly username: string; readonly password: string }
        | {
            readonly strategy: 'oauth';
            readonly clientId: string;
            readonly clientSecret: string;
            readonly tokenUrl: string;
            readonly audience: string | undefined;
          };
    };

export interface Config {
  readonly mode: 'development' | 'production';
  /** Everything the office writes lives here. */
  readonly varDir: string;
  /** The papers, drafts and signed cards, encrypted; processes of one office on one database share it. */
  readonly documentsDir: string;
  /** Heads of the journal, signed daily; shared like the documents. */
  readonly anchorsDir: string;
  /** What is fetched or unpacked once for all offices of this account: the engine's parts, the browser. */
  readonly cacheDir: string;
  readonly ports: Readonly<Record<PortName, number>>;
  /** Host name under which the office and its simulators are reached. */
  readonly host: string;
  /** Public base URL of the portal and the desk, without a slash at the end. */
  readonly baseUrl: string;
  /** Proxies in front of the portal that may say who the visitor is (Express's `trust proxy`). Default none. */
  readonly trustProxy: number;
  readonly engine: EngineSettings;
  /** Undefined: a PostgreSQL is found or brought. */
  readonly databaseUrl: string | undefined;
  readonly secrets: Secrets;
  /** JSON list of officers for an office without demo users. */
  readonly peopleFile: string | undefined;
  /** JSON of office hours and holidays; undefined: those that are usual in Indonesia. */
  readonly calendarFile: string | undefined;
  /** Of residents; the first is Indonesian. Each is a folder of `templates/language/`. */
  readonly languages: readonly string[];
  /** Folder into which cards are downloaded from SIAK; undefined: the print officer uploads each. */
  readonly siakCardFolder: string | undefined;
  /** What the office decides where the law leaves a choice. */
  readonly officeRules: {
    readonly birth: (typeof BIRTH_ROUTES)[number];
    readonly formSignature: (typeof FORM_SIGNATURES)[number];
  };
  /** A browser of one's own choice for printing. */
  readonly chromium: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly simulators: boolean;
  readonly login: {
    /** How long a session lives in which nobody works. */
    readonly idleMinutes: number;
    /** Identity provider of the office (OpenID Connect); undefined: accounts of our own. */
    readonly provider:
      | {
          readonly issuer: string;
          readonly clientId: string;
          readonly clientSecret: string;
          /** Claim of the id_token that holds the user name of `people`. */
          readonly usernameClaim: string;
        }
      | undefined;
  };
  readonly siak: SiakSettings;
  readonly signing: {
    /** What signs the cards that are drawn here; undefined: every card is signed in SIAK. */
    readonly service: SigningService | undefined;
    /** NIK under which BSrE knows the head; empty where BSrE does not sign. */
    readonly signerNik: string;
    /** PEM of the anchors that our verifier trusts. */
    readonly trustAnchorFile: string;
    /** DER of the current full revocation lists; empty: revocation is not examined. */
    readonly crlFiles: readonly string[];
    /**
     * RFC 3161, for the local P12 (BSrE asks its own): signatures become B-T, and carry the revocation lists of their
     * time.
     */
    readonly timestampUrl: string | undefined;
    /** Subject common names of those who may sign for the office, former ones too: the public check asks for them. */
    readonly acceptedSigners: readonly string[];
    /** Wrong passphrases that one officer may send in five minutes. */
    readonly attemptsPerFiveMinutes: number;
  };
  readonly whatsapp: {
    readonly url: string;
    readonly accountSid: string;
    readonly authToken: string;
    readonly from: string;
    readonly templates: Readonly<Record<string, string>>;
  };
  /** In the order of SOP step 10. Copies on removable media are encrypted. */
  readonly archive: readonly { readonly name: string; readonly path: string; readonly removable: boolean }[];
  /** Each copy of the archive is read in full once in so many hours. */
  readonly archiveCheckHours: number;
  /** When what waits stands still (src/cases/waiting). Minutes; those of tasks in office time. */
  readonly terms: {
    readonly taskMinutes: number;
    readonly serviceMinutes: number;
    readonly superiorMinutes: number;
  };
  readonly office: {
    readonly name: string;
    readonly headTitle: string;
    readonly footLine: string;
    /** As they are written; `office/letterhead.ts` reads and judges them. */
    readonly card: Readonly<Record<'emblemFile' | 'headingLines' | 'regency', string | undefined>>;
  };
}

export type SigningService =
  | {
      readonly kind: 'bsre';
      readonly url: string;
      readonly version: 'v1' | 'v2';
      readonly user: string;
      readonly password: string;
    }
  | { readonly kind: 'p12'; readonly file: string };

export interface SiakSettings {
  readonly way: (typeof SIAK_WAYS)[number];
  /** The ministry's reading service; undefined: nothing is read from SIAK. */
  readonly service:
    | {
        readonly url: string;
        readonly user: string;
        readonly password: string;
        /** The address that the agreement names as asking. */
        readonly ipUser: string;
      }
    | undefined;
}

interface Secrets {
  /** 32 bytes, base64: key of the documents at rest. */
  readonly documentKey: string;
  /** 32 bytes, base64: PINs and links are derived from it. */
  readonly linkKey: string;
  /**
   * 32 bytes, base64: sessions of officers and tokens of forms are signed with keys derived from it. A new one logs
   * everybody out.
   */
  readonly sessionKey: string;
  /**
   * 32 bytes, base64: key of the archive copies on removable media; a copy of it belongs in a safe (docs/archive.md).
   */
  readonly archiveKey: string;
}

/** Reads the settings; the only place where a default stands and where the environment is read. Throws ConfigError. */
export function loadConfig(given: NodeJS.ProcessEnv = process.env, root = process.cwd()): Config {
  const env = withoutEmpty(given);
  const mode =
    oneOf(env, 'NODE_ENV', ['development', 'production', 'test'], 'development') === 'production'
      ? 'production'
      : 'development';
  const varDir = path.resolve(root, env['VAR_DIR'] ?? 'var');
  const offset = integer(env, 'PORT_OFFSET', 0);
  const ports = Object.fromEntries(
    Object.entries(PORTS).map(([name, [variable, standard]]) => [name, integer(env, variable, standard + offset)]),
  ) as Record<PortName, number>;
  const host = env['OFFICE_HOST'] ?? 'localhost';
  const at = (port: PortName) => `http://${host}:${ports[port]}`;
  const simulators = oneOf(env, 'SIMULATORS', ['on', 'off'], mode === 'production' ? 'off' : 'on') === 'on';
  if (mode === 'production' && simulators)
    throw new ConfigError(
      'SIMULATORS=on tidak boleh dalam NODE_ENV=production. Hapus SIMULATORS, lalu isi alamat SIAK, BSrE dan WhatsApp yang sebenarnya.',
    );
  const external = (name: string, simulated: string): string => {
    const value = env[name];
    if (value === undefined && simulators) return simulated;
    if (value !== undefined) {
      if (!simulators) refuseSimulated(name, value);
      return value;
    }
    throw new ConfigError(
      `${name} belum diisi. Tanpa simulator, setiap layanan luar harus diatur; lihat daftar pengaturan di docs/settings.md.`,
    );
  };
  const siak = siakSettings(env, simulators, at('siak'));
  const service = signingService(env, siak.way, at('bsre'), external);
  return {
    mode,
    varDir,
    documentsDir: path.resolve(root, env['DOCUMENTS_DIR'] ?? path.join(varDir, 'documents')),
    anchorsDir: path.resolve(root, env['ANCHORS_DIR'] ?? path.join(varDir, 'anchors')),
    ports,
    host,
    baseUrl: baseUrl(env, mode, at('portal')),
    trustProxy: trustProxy(env, mode),
    engine: engineSettings(env, mode),
    databaseUrl: databaseUrl(env),
    secrets: secrets(env, mode, varDir),
    peopleFile: env['PEOPLE_FILE'],
    calendarFile: env['OFFICE_CALENDAR_FILE'],
    languages: listOf(env, 'OFFICE_LANGUAGES', 'id'),
    officeRules: {
      birth: oneOf(env, 'BIRTH_ROUTE', BIRTH_ROUTES, 'kk-first'),
      formSignature: oneOf(env, 'FORM_SIGNATURE', FORM_SIGNATURES, 'paper'),
    },
    siakCardFolder: env['SIAK_CARD_FOLDER'] !== undefined ? path.resolve(root, env['SIAK_CARD_FOLDER']) : undefined,
    cacheDir: path.resolve(
      root,
      env['KK_CACHE'] ?? path.join(env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'penerbitan-kk'),
    ),
    chromium: env['PUPPETEER_EXECUTABLE_PATH'],
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
    simulators,
    login: {
      idleMinutes: integer(env, 'SESSION_IDLE_MINUTES', 60, 5, LONGEST_IDLE_MINUTES),
      provider: identityProvider(env),
    },
    siak,
    signing: {
      service,
      signerNik: service?.kind === 'bsre' ? external('BSRE_SIGNER_NIK', '3402010101700001') : '',
      trustAnchorFile: path.resolve(root, external('TRUST_ANCHOR_FILE', path.join(varDir, 'certificates', 'root.pem'))),
      crlFiles:
        env['CRL_FILES']?.split(',').map((file) => path.resolve(root, file.trim())) ??
        (simulators ? ['root.crl', 'issuing.crl'].map((name) => path.join(varDir, 'certificates', name)) : []),
      acceptedSigners: acceptedSigners(
        external('SIGNING_ACCEPTED_SIGNERS', 'Kepala Dinas (simulasi); Pelaksana Harian (simulasi)'),
      ),
      timestampUrl: optionalAddress(env, 'SIGNING_TIMESTAMP_URL'),
      attemptsPerFiveMinutes: integer(env, 'SIGNING_ATTEMPTS', 10, 1, mode === 'production' ? 100 : 65_535),
    },
    whatsapp: {
      url: webAddress('TWILIO_API_URL', external('TWILIO_API_URL', at('whatsapp'))),
      accountSid: external('TWILIO_ACCOUNT_SID', `AC${'0'.repeat(31)}1`),
      authToken: external('TWILIO_AUTH_TOKEN', SIMULATED_TOKEN),
      from: external('TWILIO_WHATSAPP_FROM', '+6227436750'),
      templates: templates(env),
    },
    archive: archiveLayers(env, varDir),
    archiveCheckHours: integer(env, 'ARCHIVE_CHECK_HOURS', 168, 1, 8_760),
    terms: {
      taskMinutes: integer(env, 'TASK_TERM_MINUTES', 450),
      serviceMinutes: integer(env, 'SERVICE_TERM_MINUTES', 15),
      superiorMinutes: integer(env, 'SUPERIOR_TERM_MINUTES', 450),
    },
    office: {
      name: env['OFFICE_NAME'] ?? 'Dinas Kependudukan dan Pencatatan Sipil Kabupaten Bantul',
      headTitle: env['OFFICE_HEAD_TITLE'] ?? 'KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL',
      footLine:
        env['CARD_FOOT_LINE'] ??
        (simulators
          ? 'SIMULASI: ditandatangani dengan sertifikat uji yang tidak tersertifikasi; bukan dokumen resmi'
          : 'Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh Balai Besar Sertifikasi Elektronik (BSrE), BSSN'),
      card: {
        emblemFile: env['CARD_EMBLEM_FILE'],
        headingLines: env['CARD_HEADING_LINES'],
        regency: env['OFFICE_REGENCY'],
      },
    },
  };
}

const SIMULATED_TOKEN = 'token-simulasi';
const SIMULATED_PASSWORD = 'simulasi';

/**
 * Everybody who reads this program knows the secrets of the simulators, and could speak as the service or as the
 * office.
 */
function refuseSimulated(name: string, value: string): void {
  if ([SIMULATED_TOKEN, SIMULATED_PASSWORD].includes(value))
    throw new ConfigError(
      `${name} masih berisi rahasia simulator, yang diketahui siapa pun. Isi dengan yang diberikan layanannya.`,
    );
}

/** Of a variable that is nothing of ours: its value, or without one what stands for it where simulators do. */
type External = (name: string, simulated: string) => string;

function acceptedSigners(text: string): string[] {
  const names = namesIn(text, ';');
  if (names.length === 0)
    throw new ConfigError(
      'SIGNING_ACCEPTED_SIGNERS tidak memuat nama. Isi dengan nama pada sertifikat penanda tangan, dipisahkan titik koma; tanpa nama tidak ada kartu yang sah.',
    );
  return names;
}

/** An office whose cards are all signed in SIAK needs no BSrE, unless cards of before still wait to be signed here. */
function signingService(
  env: NodeJS.ProcessEnv,
  way: SiakSettings['way'],
  simulator: string,
  external: External,
): SigningService | undefined {
  if (oneOf(env, 'SIGNING_ADAPTER', ['bsre', 'p12'], 'bsre') === 'p12') {
    const file = env['SIGNING_P12_FILE'];
    if (file === undefined)
      throw new ConfigError(
        'SIGNING_P12_FILE belum diisi. Isi dengan alamat berkas .p12 milik Kepala Dinas, atau pilih SIGNING_ADAPTER=bsre.',
      );
    return { kind: 'p12', file };
  }
  if (way === 'siak-signed-pdf' && env['BSRE_URL'] === undefined) return undefined;
  return {
    kind: 'bsre',
    url: webAddress('BSRE_URL', external('BSRE_URL', simulator)),
    version: oneOf(env, 'BSRE_VERSION', ['v1', 'v2'], 'v2'),
    user: external('BSRE_USER', 'disdukcapil-bantul'),
    password: external('BSRE_PASSWORD', SIMULATED_PASSWORD),
  };
}

/** The passwords of the roles in which the office works follow from the owner's (`store/logins.ts`). */
function databaseUrl(env: NodeJS.ProcessEnv): string | undefined {
  const text = env['DATABASE_URL'];
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['postgresql:', 'postgres:'].includes(url.protocol))
    throw new ConfigError(
      'DATABASE_URL bukan alamat PostgreSQL. Bentuknya postgresql://pengguna:sandi@alamat:5432/nama-basis-data',
    );
  if (url.password !== '') return text;
  throw new ConfigError(
    'DATABASE_URL tidak memuat kata sandi, padahal kata sandi peran kantor diturunkan darinya. Beri pengguna itu kata sandi, lalu tulis: postgresql://pengguna:sandi@alamat:5432/nama-basis-data',
  );
}

/**
 * Which way the office goes through SIAK, and the ministry's reading service where the office has an agreement for it.
 */
function siakSettings(env: NodeJS.ProcessEnv, simulators: boolean, simulator: string): SiakSettings {
  if (env['SIAK_MODE'] !== undefined)
    throw new ConfigError(
      `SIAK_MODE tidak dipakai lagi. Hapus, lalu isi SIAK_WAY dengan ${SIAK_WAYS.join(', ')} (docs/connect.md).`,
    );
  const way = oneOf(env, 'SIAK_WAY', SIAK_WAYS, simulators ? 'simulator' : 'siak-signed-pdf');
  if (way === 'simulator' && !simulators)
    throw new ConfigError('SIAK_WAY=simulator memerlukan SIMULATORS=on. Pilih typed atau siak-signed-pdf.');
  const [url = '', user = '', password = ''] = ['SIAK_URL', 'SIAK_USER', 'SIAK_PASSWORD'].map((name) => env[name]);
  const ipUser = env['SIAK_IP_USER'] ?? '';
  if (way === 'simulator')
    return {
      way,
      service: {
        url: url || simulator,
        user: user || 'disdukcapil-bantul',
        password: password || SIMULATED_PASSWORD,
        ipUser: ipUser || '127.0.0.1',
      },
    };
  if (url === '') return { way, service: undefined };
  if (user === '' || password === '' || ipUser === '')
    throw new ConfigError(
      'SIAK_URL diisi, jadi SIAK_USER, SIAK_PASSWORD dan SIAK_IP_USER juga harus diisi menurut surat hak akses. Atau kosongkan SIAK_URL: data keluarga lalu tidak dibaca dari SIAK.',
    );
  if (!simulators) refuseSimulated('SIAK_PASSWORD', password);
  return { way, service: { url: webAddress('SIAK_URL', url), user, password, ipUser } };
}

/** A cluster is never used without credentials: it obeys every caller who reaches it. */
function engineSettings(env: NodeJS.ProcessEnv, mode: Config['mode']): EngineSettings {
  if (oneOf(env, 'ENGINE', ['operaton', 'zeebe'], 'operaton') === 'operaton') return { kind: 'operaton' };
  const needed = (name: string): string => {
    const value = env[name];
    if (value === undefined)
      throw new ConfigError(`${name} belum diisi. Isi menurut Camunda 8 yang dipakai, atau hapus ENGINE=zeebe.`);
    return value;
  };
  const url = webAddress('CAMUNDA_REST_ADDRESS', needed('CAMUNDA_REST_ADDRESS'));
  switch (oneOf(env, 'CAMUNDA_AUTH_STRATEGY', ['BASIC', 'OAUTH', 'NONE'], 'BASIC')) {
    case 'BASIC': {
      const [username, password] = [needed('CAMUNDA_BASIC_AUTH_USERNAME'), needed('CAMUNDA_BASIC_AUTH_PASSWORD')];
      return { kind: 'zeebe', url, credentials: { strategy: 'basic', username, password } };
    }
    case 'OAUTH': {
      const [clientId, clientSecret] = [needed('CAMUNDA_CLIENT_ID'), needed('CAMUNDA_CLIENT_SECRET')];
      const tokenUrl = webAddress('CAMUNDA_OAUTH_URL', needed('CAMUNDA_OAUTH_URL'));
      const audience = env['CAMUNDA_TOKEN_AUDIENCE'];
      return { kind: 'zeebe', url, credentials: { strategy: 'oauth', clientId, clientSecret, tokenUrl, audience } };
    }
    case 'NONE':
      if (mode === 'production')
        throw new ConfigError(
          'CAMUNDA_AUTH_STRATEGY=NONE tidak boleh dalam NODE_ENV=production: siapa pun yang menjangkau Camunda itu dapat mengubah berkas. Pakai BASIC atau OAUTH.',
        );
      return { kind: 'zeebe', url, credentials: { strategy: 'none' } };
  }
}

/** Links, QR codes and cookies are made with it: in production it must be named, and be HTTPS. */
function baseUrl(env: NodeJS.ProcessEnv, mode: Config['mode'], standard: string): string {
  const text = env['BASE_URL'];
  if (text === undefined) {
    if (mode === 'production')
      throw new ConfigError(
        'BASE_URL belum diisi. Isi alamat publik portal, misalnya https://kk.disdukcapil.go.id; tautan, QR dan kuki dibuat dengannya.',
      );
    return standard;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // `origin` leaves out folder, query, fragment, user and password: whoever wrote one of them means another address.
  if (url === undefined || !['https:', 'http:'].includes(url.protocol) || url.href !== `${url.origin}/`)
    throw new ConfigError(`BASE_URL="${text}" bukan alamat. Bentuknya https://nama, tanpa folder di belakangnya.`);
  if (mode === 'production' && url.protocol !== 'https:')
    throw new ConfigError(
      `BASE_URL="${text}" tidak memakai HTTPS, jadi PIN dan data keluarga lewat tanpa sandi. Pasang TLS pada proksi di depan portal, lalu isi alamat https.`,
    );
  return url.origin;
}

/** More than any office has. For a proxy that is not there a visitor makes up an address, and no limit holds. */
const MOST_PROXIES = 9;

/**
 * The office listens on loopback without TLS, so in production a proxy stands before it, and visitors would all seem to
 * be the proxy.
 */
function trustProxy(env: NodeJS.ProcessEnv, mode: Config['mode']): number {
  const proxies = integer(env, 'TRUST_PROXY', 0, 0, MOST_PROXIES);
  if (mode === 'production' && proxies === 0)
    throw new ConfigError(
      'TRUST_PROXY belum diisi. Isi jumlah proksi di depan portal, biasanya 1; tanpa itu semua pengunjung dihitung sebagai satu alamat, dan yang satu menghalangi yang lain.',
    );
  return proxies;
}

/** TWILIO_TEMPLATE_CARD=HX... and so on; the simulator takes any. */
function templates(env: NodeJS.ProcessEnv): Record<string, string> {
  const prefix = 'TWILIO_TEMPLATE_';
  return Object.fromEntries(
    Object.entries(env)
      .filter(([name, sid]) => name.startsWith(prefix) && sid !== undefined)
      .map(([name, sid]) => [name.slice(prefix.length).toLowerCase(), sid ?? '']),
  );
}

/**
 * ARCHIVE_LAYERS="server=/srv/arsip,hard-disk=/mnt/hd/arsip,flash-disk=/media/flash/arsip"; the first must always be
 * there.
 */
function archiveLayers(env: NodeJS.ProcessEnv, varDir: string): Config['archive'] {
  const text = env['ARCHIVE_LAYERS'];
  const standard = ['server', 'hard-disk', 'flash-disk'].map((name) => `${name}=${path.join(varDir, 'archive', name)}`);
  const removable = listOf(env, 'ARCHIVE_REMOVABLE', 'flash-disk');
  const layers = (text?.split(',') ?? standard).map((item) => {
    const [name, folder] = item.split('=', 2);
    if (!name || !folder) throw new ConfigError(`ARCHIVE_LAYERS: "${item}" harus berbentuk nama=/folder.`);
    return { name: name.trim(), path: path.resolve(folder.trim()), removable: removable.includes(name.trim()) };
  });
  const unknown = removable.find((name) => layers.every((layer) => layer.name !== name));
  if (unknown !== undefined && env['ARCHIVE_REMOVABLE'] !== undefined)
    throw new ConfigError(`ARCHIVE_REMOVABLE: "${unknown}" bukan nama lapisan dalam ARCHIVE_LAYERS.`);
  const shared = layers.find((layer, at) => layers.some((other, place) => at !== place && areOne(layer, other)));
  if (shared !== undefined)
    throw new ConfigError(
      `ARCHIVE_LAYERS: lapisan ${shared.name} bernama sama dengan lapisan lain, atau foldernya sama atau memuatnya; bila yang satu hilang, hilanglah keduanya. Beri setiap lapisan nama dan folder sendiri, pada media sendiri.`,
    );
  if (layers.length < 3)
    throw new ConfigError(
      'ARCHIVE_LAYERS: SOP langkah 10 meminta paling sedikit tiga lapisan (server, hard disk, flash disk).',
    );
  return layers;
}

type Layer = Config['archive'][number];

/** One name, one folder, or the second folder inside the first. */
function areOne(one: Layer, other: Layer): boolean {
  return one.name === other.name || !/^\.\.(\/|$)/.test(path.relative(one.path, other.path));
}

const LONGEST_IDLE_MINUTES = 12 * 60;

/**
 * OIDC_ISSUER names an identity provider; then passwords are its business. Plain HTTP only to this machine, for trials.
 */
function identityProvider(env: NodeJS.ProcessEnv): Config['login']['provider'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer) {
    if (clientId || clientSecret)
      throw new ConfigError(
        'OIDC_ISSUER belum diisi, padahal OIDC_CLIENT_ID atau OIDC_CLIENT_SECRET diisi. Isi alamat layanan masuk instansi, atau kosongkan keduanya: petugas lalu masuk dengan sandi kantor.',
      );
    return undefined;
  }
  const address = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const isLocal = address !== undefined && isThisMachine(address);
  if (address === undefined || !(address.protocol === 'https:' || (address.protocol === 'http:' && isLocal)))
    throw new ConfigError(
      `OIDC_ISSUER="${issuer}" harus alamat https, misalnya https://masuk.bantulkab.go.id/realms/asn.`,
    );
  if (!clientId || !clientSecret)
    throw new ConfigError(
      'OIDC_CLIENT_ID dan OIDC_CLIENT_SECRET belum diisi. Keduanya diberikan pengelola layanan masuk instansi.',
    );
  return { issuer, clientId, clientSecret, usernameClaim: env['OIDC_USERNAME_CLAIM'] ?? 'preferred_username' };
}

const KEY_VARIABLES = {
  documentKey: 'DOCUMENT_KEY',
  linkKey: 'LINK_KEY',
  sessionKey: 'SESSION_KEY',
  archiveKey: 'ARCHIVE_KEY',
} as const satisfies Record<keyof Secrets, string>;

/** Production names its keys; a development office makes those it is not given once and keeps them beside its data. */
function secrets(env: NodeJS.ProcessEnv, mode: Config['mode'], varDir: string): Secrets {
  const names = Object.keys(KEY_VARIABLES) as (keyof Secrets)[];
  const given: Partial<Record<keyof Secrets, string>> = {};
  for (const name of names) {
    const key = env[KEY_VARIABLES[name]];
    if (key !== undefined) given[name] = keyOf32Bytes(KEY_VARIABLES[name], key);
  }
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length > 0 && mode === 'production')
    throw new ConfigError(
      `${missing.map((name) => KEY_VARIABLES[name]).join(', ')} belum diisi. Buat masing-masing dengan: openssl rand -base64 32`,
    );
  const kept = missing.length === 0 ? {} : keptSecrets(varDir, missing);
  const keyOf = (name: keyof Secrets) => given[name] ?? kept[name] ?? '';
  return {
    documentKey: keyOf('documentKey'),
    linkKey: keyOf('linkKey'),
    sessionKey: keyOf('sessionKey'),
    archiveKey: keyOf('archiveKey'),
  };
}

/** Those kept in `secrets.json`, which gets what it lacks: an office of an earlier edition has fewer. */
function keptSecrets(varDir: string, names: readonly (keyof Secrets)[]): Partial<Secrets> {
  const file = path.join(varDir, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const lacking = names.filter((name) => kept[name] === undefined);
  if (lacking.length === 0) return kept;
  const all = { ...kept, ...Object.fromEntries(lacking.map((name) => [name, randomBytes(32).toString('base64')])) };
  mkdirSync(varDir, { recursive: true });
  const fresh = `${file}.new`;
  writeFileSync(fresh, JSON.stringify(all), { mode: 0o600 });
  renameSync(fresh, file);
  return all;
}
