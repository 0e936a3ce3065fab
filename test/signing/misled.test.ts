import { expect } from 'chai';
import { SIGNATURE_AREA } from '../../src/domain/signature-area.ts';
import type { StrictVerifier } from '../../src/signing/verifier/verifier.ts';
import { handMade } from './hand-made-pdf.ts';
import { CARD, instead, misled, UPDATE, type Deception } from './misled-signer.ts';
import { broken, verifier } from './test-office.ts';

const { x, y, width, height } = SIGNATURE_AREA;
const rect = (left: number | string, bottom: number | string, right: number | string, top: number | string) =>
  instead(21, /\/Rect \[[^\]]*\]/, `/Rect [${left} ${bottom} ${right} ${top}]`);
/** The card with one object said otherwise. */
const card = (number: number, object: string): readonly string[] =>
  CARD.map((old, index) => (index + 1 === number ? object : old));
const LISTED = card(3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 5 0 R /Annots 7 0 R >>').concat(
  '[6 0 R]',
);
const BARE = card(3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 5 0 R >>');
const SECOND_PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 5 0 R /Annots [21 0 R] >>';

const ACTIVE = [
  'JavaScript',
  'JS',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'EF',
  'OpenAction',
  'AA',
  'XFA',
  'RichMedia',
  'SubmitForm',
  'ImportData',
  'ResetForm',
  'GoToR',
  'GoToE',
  'Rendition',
  'Movie',
  'Sound',
  '3D',
  'SetOCGState',
  'OCProperties',
  'Hide',
  'Named',
  'Thread',
  'Trans',
  'GoTo3DView',
  'RichMediaExecute',
  'Perms',
  'Legal',
  'FileAttachment',
  'Collection',
  'NeedAppearances',
  'PA',
  'GoToDp',
  'Screen',
  'Projection',
  'TrapNet',
  'Templates',
  'AlternatePresentations',
  'Requirements',
  'SpiderInfo',
  'PresSteps',
  'AF',
  'OPI',
  'Alternates',
  'FFilter',
  'FreeText',
  'Stamp',
  'Redact',
  'Watermark',
  'PrinterMark',
  'Popup',
  'Threads',
];

const accepted: readonly (readonly [string, Deception])[] = [
  ['adds the form, the field, the signature and its picture', {}],
  [
    'writes the form straight into the catalog',
    {
      update: {
        1: '<< /Type /Catalog /Pages 2 0 R /Lang (id) /AcroForm << /Fields [21 0 R] /SigFlags 1 /DA (/Helv 0 Tf) /DR << >> >> >>',
        20: undefined,
      },
    },
  ],
  ['lists the fields in an object of their own', { update: { ...instead(20, '[21 0 R]', '24 0 R'), 24: '[21 0 R]' } }],
  [
    'notes the extensions that it uses',
    { update: instead(1, '/AcroForm', '/Extensions << /ESIC << /ExtensionLevel 2 >> >> /AcroForm') },
  ],
  [
    'adds an empty store of validation data',
    { update: instead(1, '/Lang', '/DSS << /Type /DSS /Certs [] /CRLs [] >> /Lang') },
  ],
  [
    'notes itself in the information',
    {
      card: [...CARD, '<< /Producer (Chromium) >>'],
      cardLayout: { trailer: '/Info 7 0 R ' },
      trailer: '/Info 7 0 R ',
      update: { 7: '<< /Producer (BSrE) /Trapped /False >>' },
    },
  ],
  [
    'leaves the information alone',
    { card: [...CARD, '<< /Producer (Chromium) >>'], cardLayout: { trailer: '/Info 7 0 R ' } },
  ],
  ['adds the field to a list of annotations', { card: LISTED, update: { 3: undefined, 7: '[6 0 R 21 0 R]' } }],
  [
    'writes the page again beside its list of annotations',
    { card: LISTED, update: { 3: LISTED[2], 7: '[6 0 R 21 0 R]' } },
  ],
  ['writes the list into the page', { card: LISTED }],
  [
    'makes a list for a page that had no annotation',
    { card: BARE, update: { ...instead(3, '[6 0 R 21 0 R]', '24 0 R'), 24: '[21 0 R]' } },
  ],
  [
    'keeps the identity of the file and renews the second half',
    { cardLayout: { trailer: '/ID [<aa> <aa>] ' }, trailer: '/ID [<aa> <bb>] ' },
  ],
  ['gives a file an identity', { trailer: '/ID [<aa> <bb>] ' }],
  ['paints nothing', { update: { ...instead(21, ' /AP << /N 23 0 R >>', ''), 23: undefined } }],
  ['has no extent, wherever it is', { update: { ...rect(5, 5, 5, 5) } }],
  ['names the corners of its place in another order', { update: rect(x + width, y + height, x, y) }],
  ['fills less than its place', { update: rect(x + 5, y + 5, x + 10, y + 10) }],
  ['is off by less than the eye sees', { update: rect(x - 0.4, y - 0.4, x + width + 0.4, y + height + 0.4) }],
  ['is off by half a point, and no more', { update: rect(x - 0.5, y - 0.5, x + width + 0.5, y + height + 0.5) }],
  ['writes the digits of the signature in capitals', { gap: (digits) => digits.toUpperCase() }],
  [
    'notes its extensions in an object of their own',
    {
      update: { ...instead(1, '/AcroForm', '/Extensions 24 0 R /AcroForm'), 24: '<< /ESIC << /ExtensionLevel 2 >> >>' },
    },
  ],
  ['lets its field name itself', { update: instead(21, '/FT', '/DR << /Up 21 0 R >> /FT') }],
  [
    'says why and where it signed',
    {
      update: instead(22, '/Filter', '/Name (a) /Reason (b) /Location (c) /ContactInfo (d) /Prop_Build << >> /Filter'),
    },
  ],
  ['explains its field', { update: instead(21, '/FT', '/TU (a) /Ff 1 /F 132 /DA (b) /DR << >> /FT') }],
];

const refused: readonly (readonly [string, readonly string[], Deception])[] = [
  // The form of the update.
  ['gives the form a key that nobody knows', ['UPDATE'], { update: instead(20, '/SigFlags', '/CO [] /SigFlags') }],
  ['gives the field children', ['UPDATE'], { update: instead(21, '/FT', '/Kids [] /FT') }],
  [
    'gives the signature a reference to permissions',
    ['UPDATE'],
    { update: instead(22, '/Filter', '/Reference [] /Filter') },
  ],
  [
    'shows another picture when a pointer passes',
    ['UPDATE'],
    { update: instead(21, '/N 23 0 R', '/N 23 0 R /R 23 0 R') },
  ],
  ['has a picture that is none', ['UPDATE'], { update: { ...instead(21, '<< /N 23 0 R >>', '/N'), 23: undefined } }],
  // The page.
  ['exchanges the content of the page', ['UPDATE'], { update: instead(3, '/Contents 5 0 R', '/Contents 6 0 R') }],
  ['gives the page a key', ['UPDATE'], { update: instead(3, '/Contents', '/Rotate 90 /Contents') }],
  ['takes a key from the page', ['UPDATE'], { update: instead(3, '/MediaBox [0 0 842 595]', '') }],
  ['takes the link away', ['UPDATE'], { update: instead(3, '[6 0 R 21 0 R]', '[21 0 R]') }],
  ['puts itself before the link', ['UPDATE'], { update: instead(3, '[6 0 R 21 0 R]', '[21 0 R 6 0 R]') }],
  [
    'brings another annotation along',
    ['UPDATE'],
    {
      update: {
        ...instead(3, '[6 0 R 21 0 R]', '[6 0 R 21 0 R 24 0 R]'),
        24: '<< /Type /Annot /Subtype /Square /Rect [0 0 842 595] >>',
      },
    },
  ],
  ['stands twice among the annotations', ['UPDATE'], { update: instead(3, '[6 0 R 21 0 R]', '[6 0 R 21 0 R 21 0 R]') }],
  [
    'takes annotations that were no list',
    ['UPDATE'],
    { card: card(3, CARD[2]?.replace('[6 0 R]', '/None') ?? ''), update: instead(3, '[6 0 R 21 0 R]', '[21 0 R]') },
  ],
  ['stands on no page', ['UPDATE'], { update: { 3: undefined } }],
  ['does not name its page', ['UPDATE', 'VISIBLE_AREA'], { update: instead(21, '/P 3 0 R ', '') }],
  ['names the other page', ['UPDATE', 'VISIBLE_AREA'], { update: instead(21, '/P 3 0 R', '/P 4 0 R') }],
  [
    'stands on the other page',
    ['UPDATE', 'VISIBLE_AREA'],
    {
      update: {
        ...instead(21, '/P 3 0 R', '/P 4 0 R'),
        3: undefined,
        4: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Annots [21 0 R] >>',
      },
    },
  ],
  ['stands on both pages', ['UPDATE'], { update: { 4: SECOND_PAGE } }],
  [
    'stands on a list that both pages share',
    ['UPDATE'],
    {
      card: LISTED.map((object, index) => (index === 3 ? SECOND_PAGE.replace('[21 0 R]', '7 0 R') : object)),
      update: { 3: undefined, 7: '[6 0 R 21 0 R]' },
    },
  ],
  [
    'changes a list that is no list of annotations',
    ['UPDATE'],
    { card: [...CARD, '[6 0 R]'], update: { 7: '[6 0 R 21 0 R]' } },
  ],
  [
    'changes a list of annotations of something that is no page',
    ['UPDATE'],
    { card: [...CARD, '[6 0 R]', '<< /Type /Note /Annots 7 0 R >>'], update: { 7: '[6 0 R 21 0 R]' } },
  ],
  [
    'changes a list that is not the one of its page',
    ['UPDATE'],
    { card: [...LISTED, '[6 0 R]'], update: { 3: undefined, 7: '[6 0 R 21 0 R]', 8: '[6 0 R 21 0 R]' } },
  ],
  [
    'changes a list of annotations in another way',
    ['UPDATE'],
    { card: LISTED, update: { 7: '[21 0 R]', 3: LISTED[2] } },
  ],
  ['lists something that is no list', ['UPDATE'], { card: LISTED, update: { 3: undefined, 7: '<< /A 21 0 R >>' } }],
  // Other objects.
  ['exchanges a stream', ['UPDATE'], { update: { 5: '<< /Length 5 >>\nstream\nother\nendstream' } }],
  ['turns a stream into a value', ['UPDATE'], { update: { 5: '<< /Length 5 >>' } }],
  [
    'turns the catalog into a stream',
    ['UPDATE'],
    {
      update: { 1: `${UPDATE[1]?.replace('/Lang', '/Length 1 /Lang')}\nstream\nx\nendstream` },
      card: card(1, '<< /Type /Catalog /Pages 2 0 R /Length 1 /Lang (id) >>'),
    },
  ],
  [
    'turns a catalog that was a stream into a value',
    ['UPDATE'],
    {
      update: instead(1, '/Lang', '/Length 1 /Lang'),
      card: card(1, '<< /Type /Catalog /Pages 2 0 R /Length 1 /Lang (id) >>\nstream\nx\nendstream'),
    },
  ],
  [
    'writes the page in another generation, which the tree of pages does not name',
    ['UPDATE', 'VISIBLE_AREA'],
    { updateLayout: { generations: { 3: 1 } } },
  ],
  [
    'turns the page into words and signs the other',
    ['UPDATE', 'VISIBLE_AREA'],
    { update: { ...instead(21, '/P 3 0 R', '/P 4 0 R'), 3: '(page)', 4: SECOND_PAGE } },
  ],
  [
    'rewrites information that is also the font of the page (shadow)',
    ['UPDATE'],
    {
      card: [...CARD, '<< /Type /Font /BaseFont /Helvetica >>', '<< /Font << /F1 7 0 R >> >>'],
      cardLayout: { trailer: '/Info 7 0 R ' },
      trailer: '/Info 7 0 R ',
      update: { 7: '<< /Type /Font /BaseFont /ZapfDingbats >>' },
    },
  ],
  [
    'adds the field to a list that something else reads too (shadow)',
    ['UPDATE'],
    { card: [...LISTED, '<< /Kids 7 0 R >>'], update: { 3: undefined, 7: '[6 0 R 21 0 R]' } },
  ],
  ['gives the field a background of its own', ['UPDATE'], { update: instead(21, '/FT', '/MK << /BG [1] >> /FT') }],
  ['gives the field a border as wide as the page', ['UPDATE'], { update: instead(21, '/FT', '/Border [0 0 500] /FT') }],
  ['lets the field keep its size while the page is enlarged', ['UPDATE'], { update: instead(21, '/FT', '/F 28 /FT') }],
  ['exchanges the link', ['UPDATE'], { update: { 6: '<< /Type /Annot /Subtype /Link /Rect [0 0 842 595] >>' } }],
  ['exchanges the tree of pages', ['UPDATE'], { update: { 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' } }],
  ['changes the language in the catalog', ['UPDATE'], { update: instead(1, '(id)', '(en)') }],
  ['gives the catalog a key', ['UPDATE'], { update: instead(1, '/Lang', '/PageMode /FullScreen /Lang') }],
  ['takes a key from the catalog', ['UPDATE'], { update: instead(1, '/Lang (id) ', '') }],
  [
    'replaces a form that was there',
    ['UPDATE'],
    { card: card(1, '<< /Type /Catalog /Pages 2 0 R /Lang (id) /AcroForm << /Fields [] >> >>') },
  ],
  ['hides an object that nothing names', ['UPDATE'], { update: { 24: '(hidden)' } }],
  ['hides two objects that name each other', ['UPDATE'], { update: { 24: '25 0 R', 25: '24 0 R' } }],
  [
    'hides two objects that annotate each other',
    ['UPDATE'],
    { update: { 24: '<< /Annots 25 0 R >>', 25: '<< /Annots 24 0 R >>' } },
  ],
  [
    'fills a hole that the card had',
    ['UPDATE'],
    { card: card(4, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 23 0 R >>') },
  ],
  ['fills a hole in the trailer of the card', ['UPDATE'], { cardLayout: { trailer: '/Extra 23 0 R ' } }],
  [
    'puts more than words into the information',
    ['UPDATE'],
    { card: [...CARD, '<< >>'], cardLayout: { trailer: '/Info 7 0 R ' }, update: { 7: '<< /Producer 5 0 R >>' } },
  ],
  [
    'puts more than words into the information, behind a word',
    ['UPDATE'],
    {
      card: [...CARD, '<< >>'],
      cardLayout: { trailer: '/Info 7 0 R ' },
      update: { 7: '<< /Title (a) /Producer 5 0 R >>' },
    },
  ],
  [
    'turns the information into something else',
    ['UPDATE'],
    { card: [...CARD, '<< >>'], cardLayout: { trailer: '/Info 7 0 R ' }, update: { 7: '[(a)]' } },
  ],
  [
    'replaces a store of validation data that was there',
    ['UPDATE'],
    { card: card(1, '<< /Type /Catalog /Pages 2 0 R /Lang (id) /DSS << /CRLs [] >> >>') },
  ],
  [
    'adds a store of validation data with a key that nobody knows',
    ['VALIDATION_DATA'],
    { update: instead(1, '/Lang', '/DSS << /Certs [] /CRLs [] /VRI << >> >> /Lang') },
  ],
  ['adds a store without lists', ['VALIDATION_DATA'], { update: instead(1, '/Lang', '/DSS << /Certs [] >> /Lang') }],
  ['adds a store that is none', ['VALIDATION_DATA'], { update: instead(1, '/Lang', '/DSS [] /Lang') }],
  [
    'keeps a value where a stream belongs',
    ['VALIDATION_DATA'],
    { update: { ...instead(1, '/Lang', '/DSS << /Certs [24 0 R] /CRLs [] >> /Lang'), 24: '<< /Length 0 >>' } },
  ],
  [
    'packs what a store holds',
    ['VALIDATION_DATA'],
    {
      update: {
        ...instead(1, '/Lang', '/DSS << /Certs [24 0 R] /CRLs [] >> /Lang'),
        24: '<< /Length 1 /Filter /FlateDecode >>\nstream\nx\nendstream',
      },
    },
  ],
  [
    'writes what a store holds into its list',
    ['VALIDATION_DATA'],
    { update: instead(1, '/Lang', '/DSS << /Certs [(x)] /CRLs [] >> /Lang') },
  ],
  ['names a store that is not there', ['VALIDATION_DATA'], { update: instead(1, '/Lang', '/DSS 99 0 R /Lang') }],
  [
    'names a stream in its store that is not there',
    ['VALIDATION_DATA'],
    { update: instead(1, '/Lang', '/DSS << /Certs [99 0 R] /CRLs [] >> /Lang') },
  ],
  // The way to the signature.
  ['has two fields', ['FIELD'], { update: instead(20, '[21 0 R]', '[21 0 R 21 0 R]') }],
  ['has no field', ['FIELD'], { update: instead(20, '[21 0 R]', '[]') }],
  ['has fields that are no list', ['FIELD'], { update: instead(20, '[21 0 R]', '21 0 R') }],
  ['has no form', ['FIELD'], { update: instead(1, ' /AcroForm 20 0 R', '') }],
  ['names a form that is not there', ['FIELD'], { update: instead(1, '/AcroForm 20 0 R', '/AcroForm 99 0 R') }],
  ['has a field that is not there', ['FIELD'], { update: { 21: undefined } }],
  ['has a field that is a word', ['FIELD'], { update: { 21: '(field)' } }],
  ['names a signature that is not there', ['FIELD'], { update: instead(21, '/V 22 0 R', '/V 99 0 R') }],
  ['has a form that is a stream of words', ['FIELD'], { update: { 20: '(form)' } }],
  ['has a field of another kind', ['FIELD'], { update: instead(21, '/FT /Sig', '/FT /Btn') }],
  ['has a field without a value', ['FIELD'], { update: instead(21, '/V 22 0 R', '') }],
  ['has a field written into the form', ['FIELD'], { update: instead(20, '[21 0 R]', '[<< /FT /Sig /V 22 0 R >>]') }],
  [
    'has a signature written into the field',
    ['FIELD'],
    { update: { ...instead(21, '/V 22 0 R', `/V ${UPDATE[22]}`), 22: undefined } },
  ],
  ['has a signature without contents', ['FIELD'], { update: { 22: '<< /Type /Sig /ByteRange [0 1 2 3] >>' } }],
  ['has contents that are null', ['FIELD'], { update: { 22: '<< /Type /Sig /ByteRange [0 1 2 3] /Contents null >>' } }],
  // Its form.
  ['does not say that it is a signature', ['FORMAT'], { update: instead(22, '/Type /Sig ', '') }],
  ['says that it is a timestamp', ['FORMAT'], { update: instead(22, '/Type /Sig', '/Type /DocTimeStamp') }],
  ['does not name its filter', ['FORMAT'], { update: instead(22, '/Filter /Adobe.PPKLite', '') }],
  ['does not name its form', ['FORMAT'], { update: instead(22, '/SubFilter /ETSI.CAdES.detached', '') }],
  ['is of an older form', ['FORMAT'], { update: instead(22, 'ETSI.CAdES.detached', 'adbe.pkcs7.detached') }],
  ['does not tell that there is a signature', ['FORMAT'], { update: instead(20, '/SigFlags 3', '/SigFlags 2') }],
  ['has no flags', ['FORMAT'], { update: instead(20, ' /SigFlags 3', '') }],
  // The signed range and the gap.
  ['leaves out the beginning', ['BYTE_RANGE', 'DIGEST'], { range: (start, end, rest) => [1, start - 1, end, rest] }],
  [
    'begins a byte late and ends a byte late',
    ['BYTE_RANGE', 'DIGEST'],
    { range: (start, end, rest) => [1, start, end, rest] },
  ],
  [
    'leaves out the byte before the gap',
    ['BYTE_RANGE', 'DIGEST'],
    { range: (start, end, rest) => [0, start - 1, end, rest] },
  ],
  [
    'leaves out the byte behind the gap',
    ['BYTE_RANGE', 'DIGEST'],
    { range: (start, end, rest) => [0, start, end + 1, rest - 1] },
  ],
  ['leaves out the last byte', ['BYTE_RANGE', 'DIGEST'], { range: (start, end, rest) => [0, start, end, rest - 1] }],
  ['signs a part twice', ['BYTE_RANGE', 'DIGEST'], { range: (start, end, rest) => [0, start, end - 10, rest + 10] }],
  ['names three numbers', ['BYTE_RANGE', 'CMS'], { range: (start, end) => [0, start, end] }],
  ['names five numbers', ['BYTE_RANGE', 'CMS'], { range: (start, end, rest) => [0, start, end, rest, 0] }],
  ['names a part of a byte', ['BYTE_RANGE', 'CMS'], { range: (start, end, rest) => [0.5, start, end, rest] }],
  ['names a negative number', ['BYTE_RANGE', 'CMS'], { range: (start, end, rest) => [-1, start, end, rest] }],
  ['names a number as a word', ['BYTE_RANGE', 'CMS'], { range: (start, end, rest) => ['(0)', start, end, rest] }],
  ['names no range', ['BYTE_RANGE', 'CMS'], { update: instead(22, /\/ByteRange \[[^\]]*\]/, '/ByteRange null') }],
  ['hides something behind the signature in its gap', ['GAP'], { gap: (digits) => `${digits.slice(0, -2)}01` }],
  [
    'writes its digits in two cases',
    ['GAP'],
    { gap: (digits) => digits.replace(/[a-f]/, (digit) => digit.toUpperCase()) },
  ],
  ['has a space in its gap', ['GAP'], { gap: (digits) => `${digits.slice(0, -2)}  ` }],
  // The place.
  ['reaches beyond the left', ['VISIBLE_AREA'], { update: rect(x - 1, y, x + width, y + height) }],
  ['reaches below', ['VISIBLE_AREA'], { update: rect(x, y - 1, x + width, y + height) }],
  ['reaches beyond the right', ['VISIBLE_AREA'], { update: rect(x, y, x + width + 1, y + height) }],
  ['reaches above', ['VISIBLE_AREA'], { update: rect(x, y, x + width, y + height + 1) }],
  [
    'reaches beyond with its corners exchanged',
    ['VISIBLE_AREA'],
    { update: rect(x + width, y + height, x - 1, y - 1) },
  ],
  ['is a line that goes beyond', ['VISIBLE_AREA'], { update: rect(x, y, x, y + height + 50) }],
  ['is a line across', ['VISIBLE_AREA'], { update: rect(x, y, x + width + 50, y) }],
  ['has a place of three numbers', ['VISIBLE_AREA'], { update: instead(21, /\/Rect \[[^\]]*\]/, '/Rect [1 1 1]') }],
  [
    'has a place of five numbers',
    ['VISIBLE_AREA'],
    { update: instead(21, /\/Rect \[[^\]]*\]/, `/Rect [${x} ${y} ${x} ${y} 0]`) },
  ],
  ['has a place of words', ['VISIBLE_AREA'], { update: rect('(0)', y, x, y) }],
  ['has no place', ['VISIBLE_AREA'], { update: instead(21, /\/Rect \[[^\]]*\]/, '') }],
  // The file around it.
  ['hides a second signature in the card', ['ONE_SIGNATURE'], { card: [...CARD, '<< /Type /Sig >>'] }],
  ['hides a second range in the card', ['ONE_SIGNATURE'], { card: [...CARD, '<< /ByteRange [0 1 2 3] >>'] }],
  ['hides a timestamp in the card', ['ONE_SIGNATURE'], { card: [...CARD, '[<< /Type /DocTimeStamp >>]'] }],
  [
    'hides a second signature in the update',
    ['ONE_SIGNATURE'],
    { update: instead(21, '/FT', '/DR << /Type /Sig >> /FT') },
  ],
  ['names other information', ['REVISIONS'], { cardLayout: { trailer: '/Info 6 0 R ' }, trailer: '/Info 5 0 R ' }],
  [
    'takes another identity',
    ['REVISIONS'],
    { cardLayout: { trailer: '/ID [<aa> <aa>] ' }, trailer: '/ID [<bb> <aa>] ' },
  ],
  ['gives up its identity', ['REVISIONS'], { cardLayout: { trailer: '/ID [<aa> <aa>] ' } }],
  ['has an identity of another kind', ['REVISIONS'], { cardLayout: { trailer: '/ID (aa) ' }, trailer: '/ID (aa) ' }],
  [
    'takes an identity of another kind',
    ['REVISIONS'],
    { cardLayout: { trailer: '/ID (aa) ' }, trailer: '/ID [<aa> <aa>] ' },
  ],
  [
    'names another catalog, with another content',
    ['REVISIONS', 'UPDATE'],
    { updateLayout: { root: 24 }, update: { 1: undefined, 24: UPDATE[1] } },
  ],
  ['is said to be encrypted', ['ENCRYPTED'], { trailer: '/Encrypt << >> ' }],
  ['signs an encrypted card', ['ENCRYPTED'], { cardLayout: { trailer: '/Encrypt << >> ' } }],
  ['hides an action in the trailer', ['ACTIVE_CONTENT'], { trailer: '/JS (x) ' }],
  // The time.
  ...[
    "20261122090000+07'00'",
    'D:20261122090000',
    'D:20261122090000+0700',
    "D:2026112209000+07'00'",
    "D:20261322090000+07'00'",
    "D:20261122090000+07'00'x",
    'xD:20261122090000Z',
    "D:20261122090000*07'00'",
  ].map((text): readonly [string, readonly string[], Deception] => [
    `tells its time as ${text}`,
    ['SIGNING_TIME', 'NOT_YET_VALID', 'EXPIRED'],
    { update: instead(22, /\/M \([^)]*\)/, `/M (${text})`) },
  ]),
  [
    'tells no time',
    ['FORMAT', 'SIGNING_TIME', 'NOT_YET_VALID', 'EXPIRED'],
    { update: instead(22, /\/M \([^)]*\)/, '') },
  ],
];

describe('A card that a misled signer has signed', () => {
  let judge: StrictVerifier;
  before(async () => {
    // The office's test certificates begin yesterday: what is judged here is the form of the file.
    judge = await verifier({ now: () => NOW });
  });
  const NOW = new Date();
  /** Today's time in /M where a deception says nothing about it. */
  const today = (deception: Deception): Deception => {
    const digits = NOW.toISOString().slice(0, 19).replace(/[-:T]/g, '');
    const signature = 22 in (deception.update ?? {}) ? deception.update?.[22] : UPDATE[22];
    return {
      ...deception,
      update: { ...deception.update, 22: signature?.replace("D:20261122090000+07'00')", `D:${digits}Z)`) },
    };
  };

  for (const [what, deception] of accepted)
    it(`is accepted when the update ${what}`, async () => {
      const { signed, approved } = await misled(today(deception));
      expect(await broken(signed, approved, judge)).to.deep.equal([]);
    });
  for (const [what, codes, deception] of refused)
    it(`is refused when the update ${what}`, async () => {
      const { signed, approved } = await misled(what.startsWith('tells') ? deception : today(deception));
      expect((await broken(signed, approved, judge)).filter((code) => !code.startsWith('REVOCATION'))).to.deep.equal(
        codes,
      );
    });

  it('is refused for active content under every name, as a key and as a word, wherever it stands', async () => {
    for (const name of ACTIVE)
      for (const object of [`[<< /${name} 1 >>]`, `<< /S /${name} >>`])
        expect(await broken(handMade([...CARD, object]), undefined, judge), object).to.include('ACTIVE_CONTENT');
    expect(await broken(handMade([...CARD, '<< /S /GoTo >>']), undefined, judge)).to.not.include('ACTIVE_CONTENT');
  });

  it('may lead to a web page, as the QR does, and to nothing else', async () => {
    const active = async (link: string) =>
      (await broken(handMade([...CARD, `<< /S /URI /URI ${link} >>`]), undefined, judge)).includes('ACTIVE_CONTENT');
    expect(
      await Promise.all(
        [
          '(https://kk.example/periksa/x)',
          '(http://localhost:3000)',
          '(javascript:alert\\(1\\))',
          '(file:///etc/passwd)',
          '(\\\\\\\\share)',
          '<< /Base (https://x) >>',
          '/https',
          '(data:text/html,https://x)',
        ].map(active),
      ),
    ).to.deep.equal([false, false, true, true, true, true, true, true]);
  });

  it('states its time in any zone, whatever zone the office is in', async () => {
    const own = process.env['TZ'];
    process.env['TZ'] = 'Asia/Jakarta';
    try {
      const claimed = async (text: string) =>
        (
          await judge.verify((await misled({ update: instead(22, /\/M \([^)]*\)/, `/M (${text})`) })).signed)
        ).signedAt?.toISOString();
      expect(
        await Promise.all(
          [
            "D:20260102030405+07'00'",
            "D:20260102030405-03'30",
            'D:20260102030405Z',
            "D:20260102030405Z00'00'",
            "D:20260102030405Z00'00",
          ].map(claimed),
        ),
      ).to.deep.equal([
        '2026-01-01T20:04:05.000Z',
        '2026-01-02T06:34:05.000Z',
        '2026-01-02T03:04:05.000Z',
        '2026-01-02T03:04:05.000Z',
        '2026-01-02T03:04:05.000Z',
      ]);
    } finally {
      if (own === undefined) delete process.env['TZ'];
      else process.env['TZ'] = own;
    }
  });

  it('is compared with the approved bytes to the last one', async () => {
    const { signed, approved } = await misled(today({}));
    const against = (bytes: Buffer) => broken(signed, bytes, judge);
    expect(await against(approved.subarray(0, -1)), 'without its last line end').to.deep.equal([]);
    expect(await against(approved.subarray(0, -2))).to.deep.equal(['PREFIX']);
    expect(await against(Buffer.concat([approved, Buffer.from('1')]))).to.deep.equal(['PREFIX']);
    expect(await against(signed)).to.deep.equal(['PREFIX']);
    expect(await against(Buffer.alloc(0))).to.deep.equal(['PREFIX']);
    const other = Buffer.from(approved);
    other[20] = (other[20] ?? 0) ^ 1;
    expect(await against(other)).to.deep.equal(['PREFIX']);
    expect(await broken(approved, approved, judge), 'the draft itself is no signed draft').to.include('PREFIX');
  });

  it('is valid only when every rule holds, and has a level only when its signature is in order', async () => {
    const answer = async (deception: Deception) => {
      const { valid, level } = await judge.verify((await misled(today(deception))).signed);
      return { valid, level };
    };
    expect(await answer({})).to.deep.equal({ valid: true, level: 'B-B' });
    expect(await answer({ update: rect(x - 1, y, x, y) }), 'another rule is broken').to.deep.equal({
      valid: false,
      level: 'B-B',
    });
    expect(
      await answer({ update: instead(22, 'ETSI.CAdES.detached', 'adbe.pkcs7.detached') }),
      'another form',
    ).to.deep.equal({ valid: false, level: null });
    expect(await answer({ range: (start, end, rest) => [0, start, end, rest - 1] }), 'another content').to.deep.equal({
      valid: false,
      level: null,
    });
  });

  it('is not asked about validation data where it carries none', async () => {
    const { findings } = await judge.verify((await misled(today({}))).signed);
    expect(findings.map(({ code }) => code))
      .to.not.include('VALIDATION_DATA')
      .and.to.not.include('TIMESTAMP');
  });

  it('brings its signature in an update, not from the beginning', async () => {
    const { signed } = await misled(today({}));
    const digits = /\/Contents <([0-9a-f]+)>/.exec(signed.toString('latin1'))?.[1] ?? '';
    const objects = Array.from({ length: 23 }, (_, index) => UPDATE[index + 1] ?? CARD[index] ?? 'null');
    objects[21] = `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <${digits}> >>`;
    expect(await broken(handMade(objects), undefined, judge)).to.include.members([
      'REVISIONS',
      'ONE_SIGNATURE',
      'UPDATE',
    ]);
  });

  it('is not signed by a signature that the card brought along while its own does not say that it is one', async () => {
    const objects = [...CARD, '<< /Type /Sig >>'];
    expect(
      await broken(
        (
          await misled(
            today({
              card: objects,
              update: { 22: UPDATE[22]?.replace('/Type /Sig ', '').replace(/\/ByteRange \[[^\]]*\]/, '') },
            }),
          )
        ).signed,
        undefined,
        judge,
      ),
    ).to.include('ONE_SIGNATURE');
  });

  it('may be neither larger than a card ever is nor of one revision or three', async () => {
    const { signed, approved } = await misled(today({}));
    expect(await broken(Buffer.alloc(4 * 1024 * 1024 + 1, signed), undefined, judge)).to.deep.equal(['SIZE']);
    expect(await broken(Buffer.alloc(4 * 1024 * 1024, 'x'), undefined, judge)).to.deep.equal(['STRUCTURE']);
    expect(await broken(approved, undefined, judge)).to.deep.equal(['REVISIONS', 'ONE_SIGNATURE', 'FIELD']);
  });
});
