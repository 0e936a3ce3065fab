import { expect } from 'chai';
import { fetchMessageFiles } from '../../src/cases/fetch-message-files.ts';
import { receiveMessage, type IncomingMessage } from '../../src/cases/receive-message.ts';
import { receiveMissedMessages } from '../../src/cases/receive-missed-messages.ts';
import { PaperRefused } from '../../src/documents/documents.ts';
import { Failure } from '../../src/domain/failures.ts';
import { noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const HOUR = 3_600_000;
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const PHONE = '+6281234567890';
const incoming = (change: Partial<IncomingMessage> = {}): IncomingMessage => ({
  ...{ sid: 'SM1', from: PHONE, text: 'Kapan selesai?', mediaUrls: [] },
  ...change,
});

interface Given {
  /** SIDs of messages that are here. */
  readonly known?: readonly string[];
  /** The same message was delivered twice at one moment: the row of the first one is found, with its words. */
  readonly isSecond?: boolean;
  readonly handling?: Error;
  readonly listed?: readonly (IncomingMessage & { readonly hasMedia: boolean })[];
  /** When the messenger was last asked what came in. */
  readonly succeededAt?: Date | null;
  /** The messenger refuses the files of this message. */
  readonly withheld?: string;
  readonly withheldBy?: 'WHATSAPP_MISCONFIGURED';
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const tables = {
    messages: {
      bySid: (sid: string) => Promise.resolve(given.known?.includes(sid) === true ? { sid } : undefined),
      add: (row: { content: string }) => {
        did.push(['message', row]);
        return Promise.resolve({ id: 'm1', content: given.isSecond === true ? 'words: other' : row.content });
      },
      find: (id: string) => {
        did.push(['handled', id]);
        return given.handling === undefined ? Promise.resolve(undefined) : Promise.reject(given.handling);
      },
    },
    messageFiles: { add: note('file') },
    duties: {
      all: () =>
        Promise.resolve([
          { name: 'messages to applicants', succeededAt: NOW },
          ...(given.succeededAt === undefined
            ? []
            : [{ name: 'messages that were missed', succeededAt: given.succeededAt }]),
        ]),
    },
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    documents: {
      put: (bytes: Buffer) => {
        const { salt: _salt, ...words } = JSON.parse(bytes.toString()) as { salt: string };
        return Promise.resolve({ sha256: `words: ${JSON.stringify(words)}` });
      },
    },
    messenger: {
      received: (since: Date) => (did.push(['listed', since]), Promise.resolve(given.listed ?? [])),
      mediaOf: (sid: string) => {
        did.push(['media', sid]);
        return sid === given.withheld
          ? Promise.reject(new Failure(given.withheldBy ?? 'WHATSAPP_NOT_TAKEN'))
          : Promise.resolve({ mediaUrls: [`https://m/${sid}`], mediaTypes: ['image/jpeg'] });
      },
    },
    logger: { warn: () => undefined },
    now: () => NOW,
  };
  return { did, needs: needs as never };
}
const row = (change: object = {}) => [
  'message',
  {
    ...{ applicationNumber: null, direction: 'in', purpose: 'reply', sid: 'SM1', status: 'received', errorCode: null },
    ...{ phone: PHONE, type: 'text', content: 'words: {"text":"Kapan selesai?"}', author: 'pemohon', about: null },
    ...{ nextTryAt: NOW, at: NOW },
    ...change,
  },
];
const receives = async (message: IncomingMessage, given: Given = {}) => {
  const { did, needs } = office(given);
  await receiveMessage(needs)(message);
  return did;
};

describe('A message that comes in', () => {
  it('is stored first, under nobody’s case, and then handled', async () => {
    expect(await receives(incoming())).to.deep.equal([row(), ['handled', 'm1']]);
  });

  it('keeps when it was written, what it quotes and where its sender is', async () => {
    const [quotes] = await receives(incoming({ quoted: 'SM0', at: ago(HOUR) }));
    expect(quotes).to.deep.equal(row({ about: 'SM0', at: ago(HOUR) }));
    const place = { latitude: '-7.8', longitude: '110.3', label: 'Sewon' };
    const [located] = await receives(incoming({ text: '', place }));
    expect(located).to.deep.equal(row({ type: 'location', content: `words: ${JSON.stringify({ text: '', place })}` }));
  });

  it('comes from a number, however the messenger writes it', async () => {
    expect((await receives(incoming({ from: `whatsapp:${PHONE}` })))[0]).to.deep.equal(row());
    for (const from of ['', 'Kantor', `${PHONE}whatsapp:`, `tel:whatsapp:${PHONE}`])
      expect(await receives(incoming({ from })), from).to.deep.equal([]);
  });

  it('is kept with its files, which are fetched afterwards', async () => {
    const did = await receives(incoming({ mediaUrls: ['https://m/1', 'https://m/2'], mediaTypes: ['image/png'] }));
    expect(did).to.deep.equal([
      row({ type: 'photo' }),
      ['file', { messageId: 'm1', position: 0, url: 'https://m/1', declared: 'image/png' }],
      ['file', { messageId: 'm1', position: 1, url: 'https://m/2', declared: null }],
      ['handled', 'm1'],
    ]);
  });

  it('is of the kind that the messenger says, or that its first file has', async () => {
    const typeOf = async (message: Partial<IncomingMessage>) =>
      ((await receives(incoming(message)))[0]![1] as { type: string }).type;
    expect(await typeOf({ type: 'sticker' })).to.equal('sticker');
    expect(await typeOf({})).to.equal('text');
    const mediaUrls = ['https://m/1'];
    expect(await typeOf({ mediaUrls }), 'nothing is declared').to.equal('photo');
    for (const [declared, type] of [
      ['image/heic', 'photo'],
      ['audio/ogg', 'voice'],
      ['video/mp4', 'video'],
      ['text/x-vcard', 'contact'],
      ['text/VCARD', 'contact'],
      ['application/pdf', 'document'],
      ['application/x-image/', 'document'],
      ['application/x-audio/', 'document'],
      ['application/x-video/', 'document'],
    ])
      expect(await typeOf({ mediaUrls, mediaTypes: [declared!] }), declared).to.equal(type);
  });

  it('is taken once, also when it is delivered twice at one moment', async () => {
    expect(await receives(incoming(), { known: ['SM1'] })).to.deep.equal([]);
    const mediaUrls = ['https://m/1'];
    const second = await receives(incoming({ mediaUrls }), { isSecond: true });
    expect(second).to.deep.equal([row({ type: 'photo' })]);
  });

  it('is safe when it cannot be handled yet', async () => {
    const handling = new Failure('DATABASE_UNREACHABLE');
    expect(await receives(incoming(), { handling })).to.deep.equal([row(), ['handled', 'm1']]);
  });

  describe('and was missed', () => {
    const DAY = 24 * HOUR;
    const listed = (sid: string, hasMedia = false) => ({ ...incoming({ sid, at: ago(HOUR) }), hasMedia });
    const missed = async (given: Given) => {
      const { did, needs } = office(given);
      const count = await receiveMissedMessages(needs)().catch((error: unknown) => (error as Failure).code);
      return { count, did };
    };

    it('is asked for, and received once', async () => {
      const { count, did } = await missed({ listed: ['SM1', 'SM2', 'SM3'].map((sid) => listed(sid)), known: ['SM2'] });
      expect(count).to.equal(2);
      expect(did.slice(1).filter(([what]) => what === 'message')).to.deep.equal([
        row({ sid: 'SM1', at: ago(HOUR) }),
        row({ sid: 'SM3', at: ago(HOUR) }),
      ]);
    });

    it('is asked for since it was last asked, an hour more, and a month at most: also after a long weekend', async () => {
      for (const [succeededAt, since] of [
        [ago(5 * 60_000), ago(HOUR + 5 * 60_000)],
        [ago(63 * HOUR), ago(64 * HOUR)],
        [ago(11 * DAY), ago(11 * DAY + HOUR)],
        [ago(30 * DAY), ago(30 * DAY)],
        [ago(400 * DAY), ago(30 * DAY)],
        // A new office has asked never.
        [null, ago(2 * DAY)],
        [undefined, ago(2 * DAY)],
      ] as const) {
        const { did } = await missed(succeededAt === undefined ? {} : { succeededAt });
        expect(did).to.deep.equal([['listed', since]]);
      }
    });

    it('has its files asked for in its turn, when it is not here yet', async () => {
      const photos = ['SM1', 'SM2', 'SM3'].map((sid) => listed(sid, true));
      const { count, did } = await missed({ listed: [...photos, listed('SM4')], known: ['SM1'] });
      expect(count).to.equal(3);
      expect(did.slice(1)).to.deep.equal(
        ['SM2', 'SM3']
          .flatMap((sid) => [
            ['media', sid],
            row({ sid, type: 'photo', at: ago(HOUR) }),
            ['file', { messageId: 'm1', position: 0, url: `https://m/${sid}`, declared: 'image/jpeg' }],
            ['handled', 'm1'],
          ])
          .concat([row({ sid: 'SM4', at: ago(HOUR) }), ['handled', 'm1']] as never),
      );
    });

    it('is received although the messenger does not give out the files of another, which is told', async () => {
      const photos = ['SM1', 'SM2', 'SM3'].map((sid) => listed(sid, true));
      const { count, did } = await missed({ listed: photos, withheld: 'SM2', withheldBy: 'WHATSAPP_MISCONFIGURED' });
      expect(count).to.equal('WHATSAPP_MISCONFIGURED');
      expect(did.filter(([what]) => what === 'message').map(([, row]) => (row as { sid: string }).sid)).to.deep.equal([
        'SM1',
        'SM3',
      ]);
    });

    it('stays received when the messenger then wants a pause', async () => {
      const photos = ['SM1', 'SM2', 'SM3'].map((sid) => listed(sid, true));
      const { count, did } = await missed({ listed: photos, withheld: 'SM2' });
      expect(count).to.equal('WHATSAPP_NOT_TAKEN');
      expect(did.filter(([what]) => what !== 'file').map(([what]) => what)).to.deep.equal([
        ...['listed', 'media', 'message', 'handled', 'media'],
      ]);
    });
  });
});

describe('A file of a message', () => {
  interface Fetching {
    readonly file?: object;
    readonly fetching?: Error;
    readonly cleaning?: Error;
    readonly mediaType?: string;
    readonly flaw?: string;
    readonly isLast?: boolean;
    readonly isStranger?: boolean;
    readonly most?: number;
    /** Bytes of strangers that are held already. */
    readonly heldBytes?: number;
  }
  async function fetches(given: Fetching = {}) {
    const { did, note } = noteBook();
    const file = {
      ...{ id: 'f1', position: 0, state: 'waiting', url: 'https://m/1', declared: 'image/png', ...given.file },
    };
    const needs = {
      store: {
        messageFiles: {
          of: (ids: readonly string[]) =>
            Promise.resolve(ids.includes('m1') ? [file, { ...file, id: 'f2', state: 'stored' }] : []),
          change: note('changed'),
        },
        heldFiles: { hold: note('held'), bytes: () => Promise.resolve(given.heldBytes ?? 0) },
      },
      documents: { put: (bytes: Buffer) => Promise.resolve({ sha256: `sha of ${bytes.toString()}` }) },
      messenger: {
        fetchMedia: (url: string) =>
          given.fetching === undefined ? Promise.resolve(Buffer.from(`<${url}>`)) : Promise.reject(given.fetching),
      },
      cleanPaper: (bytes: Buffer, askedBy: string) => {
        did.push(['cleaned', bytes.toString(), askedBy]);
        return given.cleaning === undefined
          ? Promise.resolve({ bytes: Buffer.from('clean'), mediaType: given.mediaType ?? 'image/jpeg' })
          : Promise.reject(given.cleaning);
      },
      judgePicture: (bytes: Buffer) => (did.push(['judged', bytes.toString()]), Promise.resolve(given.flaw)),
      logger: { info: () => undefined },
    };
    const { isLast = false, isStranger = false, most = 5 } = given;
    const complete = await fetchMessageFiles(needs as never, 'm1', { isLast, isStranger, phone: PHONE, most }).catch(
      (error: unknown) => error,
    );
    return { complete, did };
  }
  const stored = (change: object = {}) => [
    'changed',
    'f1',
    { state: 'stored', sha256: 'sha of clean', mediaType: 'image/jpeg', bytes: 5, flaw: null, ...change },
  ];

  it('is fetched once, cleaned, judged and stored', async () => {
    expect(await fetches()).to.deep.equal({
      complete: true,
      did: [['cleaned', '<https://m/1>', PHONE], ['judged', 'clean'], stored()],
    });
    expect((await fetches({ flaw: 'dark' })).did.at(-1)).to.deep.equal(stored({ flaw: 'dark' }));
    expect((await fetches({ file: { declared: null } })).did[0]).to.deep.equal(['cleaned', '<https://m/1>', PHONE]);
    expect((await fetches({ file: { url: null } })).did[0], 'no address').to.deep.equal(['cleaned', '<>', PHONE]);
  });

  it('that is no picture is not judged', async () => {
    expect((await fetches({ mediaType: 'application/pdf' })).did.slice(1)).to.deep.equal([
      stored({ mediaType: 'application/pdf' }),
    ]);
  });

  it('that was spoken, filmed, or is a business card goes to the officer as it came', async () => {
    const asItCame = (mediaType: string) =>
      stored({ sha256: 'sha of <https://m/1>', mediaType, bytes: '<https://m/1>'.length });
    for (const declared of ['audio/ogg', 'video/mp4', 'audio/vnd.x+1-b', 'video/x.y+2-c', 'text/vcard', 'text/x-vcard'])
      expect((await fetches({ file: { declared } })).did, declared).to.deep.equal([asItCame(declared)]);
    expect((await fetches({ file: { declared: 'Audio/OGG' } })).did).to.deep.equal([asItCame('audio/ogg')]);
    for (const declared of [
      ...['application/audio/ogg', 'audio/', 'video/', 'audio/ogg; codecs=opus', 'video/mp4; x', 'text/y-vcard'],
      ...['text/vcard2', 'atext/vcard', 'xvideo/mp4'],
    ])
      expect((await fetches({ file: { declared } })).did[0]![0], declared).to.equal('cleaned');
  });

  it('that is no paper is refused with the reason, for good', async () => {
    expect(await fetches({ cleaning: new PaperRefused('Bukan foto.') })).to.deep.equal({
      complete: true,
      did: [
        ['cleaned', '<https://m/1>', PHONE],
        ['changed', 'f1', { state: 'refused', reason: 'Bukan foto.' }],
      ],
    });
  });

  it('of a stranger is held for a time, and becomes no document', async () => {
    const { did } = await fetches({ isStranger: true, flaw: 'dark' });
    expect(did.slice(-2)).to.deep.equal([
      ['held', 'f1', Buffer.from('clean')],
      ['changed', 'f1', { state: 'held', mediaType: 'image/jpeg', bytes: 5, flaw: 'dark' }],
    ]);
  });

  it('is not fetched when it is one too many, and its sender reads what to do', async () => {
    const reasonOf = async (given: Fetching) => {
      const { complete, did } = await fetches(given);
      expect([complete, did.length]).to.deep.equal([true, 1]);
      return (did[0]![2] as { reason: string }).reason;
    };
    expect(await reasonOf({ most: 1, file: { position: 1 } })).to.contain('Kirim lagi besok');
    expect(await reasonOf({ most: 0, isStranger: true })).to.contain('belum punya permohonan');
    expect((await fetches({ most: 2, file: { position: 1 } })).did.at(-1)).to.deep.equal(stored());
  });

  it('of a stranger is not held when all strangers together sent too much', async () => {
    const room = 2 * 1024 ** 3;
    const full = await fetches({ isStranger: true, heldBytes: room - 4 });
    expect((full.did.at(-1)![2] as { state: string }).state).to.equal('refused');
    const fits = await fetches({ isStranger: true, heldBytes: room - 5 });
    expect((fits.did.at(-1)![2] as { state: string }).state).to.equal('held');
    expect((await fetches({ heldBytes: room })).did.at(-1), 'of a case').to.deep.equal(stored());
  });

  it('that the messenger does not have yet is asked for again, and given up at last', async () => {
    const fetching = new Failure('WHATSAPP_UNREACHABLE');
    expect(await fetches({ fetching })).to.deep.equal({ complete: false, did: [] });
    expect(await fetches({ fetching, isLast: true })).to.deep.equal({
      complete: true,
      did: [['changed', 'f1', { state: 'gone' }]],
    });
  });

  it('is given up for no fault of ours', async () => {
    for (const fetching of [
      new Failure('DATABASE_UNREACHABLE'),
      new Failure('DOCUMENTS_UNREACHABLE'),
      new Error('torn'),
    ])
      expect(await fetches({ fetching, isLast: true })).to.deep.equal({ complete: fetching, did: [] });
  });

  it('of a message whose files are all there needs nothing', async () => {
    expect(await fetches({ file: { state: 'refused' } })).to.deep.equal({ complete: true, did: [] });
  });
});
