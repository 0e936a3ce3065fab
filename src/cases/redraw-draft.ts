import { createHash } from 'node:crypto';
import { sameButSignature } from '../card/same-but-signature.ts';
import { isRefusalCode } from '../domain/failures.ts';
import { judgeTask } from '../domain/judge-decision.ts';
import { HUMAN_TASKS } from '../domain/process.ts';
import type { CaseRecord, DraftRecord, Store } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { openForAct, refusal } from './open-case.ts';
import { namedOn, signatoryToday, type CardSignatory } from './signatory-of-card.ts';
import { taskClaim } from './task-claim.ts';
import { cardToken } from './tokens.ts';
import { verificationInForce } from './verified-draft.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'press' | 'settings' | 'now'>;

/** A verified draft that waits for this person's signature and names somebody else. */
interface Redrawable {
  readonly record: CaseRecord;
  readonly verified: DraftRecord & { readonly issuedOn: string };
  readonly signatory: CardSignatory;
}

/**
 * A card names whoever signs it (SOP step 7). A verified draft that names another signer is drawn anew for this one,
 * from the sealed data, the day and the address of the verified draft; it becomes the case's draft when its picture is
 * equal everywhere but in the signer's lines. It is then read and approved by its own hash, and needs no second
 * verification. Where it would come out different (the print's settings were changed since) nothing is drawn, and this
 * signer's approval leads to a new draft in their name that is verified again. Throws Refusal, NotNow, Failure of the
 * press.
 */
export function redrawDraft(needs: Needs) {
  const { store, documents } = needs;
  return async (username: string, applicationNumber: string): Promise<void> => {
    await openForAct(needs, username, applicationNumber, 'draft-redrawn');
    const found = await redrawable(needs, store, username, applicationNumber);
    const { pdf, preview } = await print(needs, found);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const isSame = await sameButSignature(await documents.get(found.verified.previewSha256), preview);
    if (isSame) {
      await documents.put(pdf);
      await documents.put(preview);
    }
    const previewSha256 = createHash('sha256').update(preview).digest('hex');
    await store.transaction(async (tables) => {
      // Judged again under the lock of the task: it may have been decided or drawn for somebody else meanwhile.
      const now = await redrawable(needs, tables, username, applicationNumber);
      if (now.record.draftSha256 !== found.record.draftSha256 || now.verified.sha256 !== found.verified.sha256)
        throw new NotNow('Draf sudah berganti. Muat ulang daftar.');
      await (isSame ? keep : refuse)(tables, now, { sha256, previewSha256 });
    });
    if (!isSame)
      throw new NotNow(
        'Draf ini tidak dapat disiapkan atas nama Anda tanpa mengubah isi lain, karena pengaturan cetak kantor sudah berganti. Bila Anda setujui sekarang, draf dicetak ulang atas nama Anda, lalu diajukan dan diverifikasi lagi.',
      );
  };
}

/** Authority is that of the signature itself: role by date, four eyes, nobody else's task. */
async function redrawable(
  { store, settings, now }: Needs,
  tables: Store,
  username: string,
  applicationNumber: string,
): Promise<Redrawable> {
  const listed = (await tables.workList.open({ applicationNumber })).find(({ element }) => element === HUMAN_TASKS[7]);
  const item = listed === undefined ? undefined : await tables.workList.lock(listed.taskId);
  const record = await tables.cases.get(applicationNumber);
  if (item === undefined || item.endedAt !== null || record.draftSha256 === null)
    throw new NotNow('Draf ini tidak sedang menunggu tanda tangan. Muat ulang daftar.');
  const claim = await taskClaim({ store: tables, settings, now }, username, item, record);
  const verdict = judgeTask(claim);
  if (!verdict.allowed) {
    const code = isRefusalCode(verdict.because) ? verdict.because : 'WRONG_ROLE';
    const attempt = { username, event: 'act-refused', asked: 'draft-redrawn' } as const;
    // Beside the transaction, which is undone by this.
    throw await refusal({ store }, { ...attempt, applicationNumbers: [applicationNumber] }, code);
  }
  if (
    (await tables.judgements.find(item.taskId)) !== undefined ||
    (await tables.signingBatches.isUnderWay(record.draftSha256))
  )
    throw new NotNow('Draf ini sedang ditandatangani. Tunggu hasilnya, lalu muat ulang daftar.');
  const verification = await verificationInForce(tables, claim.decisions, record.draftSha256);
  const draft = await tables.drafts.find(record.draftSha256);
  const verified = verification?.draftSha256 == null ? undefined : await tables.drafts.find(verification.draftSha256);
  if (draft === undefined || verified === undefined)
    throw new NotNow('Draf ini belum diverifikasi. Muat ulang daftar.');
  const signatory = await signatoryToday({ store: tables, settings, now }, username);
  if (draft.signatory !== null && namedOn(draft, username, signatory?.lines) === 'as-today')
    throw new NotNow('Draf ini sudah memuat nama Anda. Baca, lalu tanda tangani.');
  if (signatory === undefined)
    throw new NotNow('NIP Anda belum tercatat, jadi nama Anda tidak dapat dicetak di KK. Mintalah admin mengisinya.');
  const { issuedOn } = verified;
  if (issuedOn === null)
    throw new NotNow('Draf ini dari versi lama program. Kembalikan kepada Kasi/Kabid agar dicetak ulang.');
  return { record, verified: { ...verified, issuedOn }, signatory };
}

/** The card of the verified draft with other lines: everything but `head` comes from what was verified. */
function print({ press, settings }: Needs, { verified, signatory }: Redrawable) {
  return press.print({
    family: verified.family,
    issuedOn: verified.issuedOn,
    head: signatory.lines,
    verifyUrl: `${settings.baseUrl}/periksa/${cardToken(settings.linkKey, verified.applicationNumber)}`,
    footLine: settings.footLine,
  });
}

const REDRAW_REFUSED = 'draft-redraw-refused';

/** Of these drafts, those that could not be redrawn for this signer: approved, they are drawn anew and verified again. */
export async function redrawsRefused(
  { journal: rows }: Pick<Store, 'journal'>,
  username: string,
  applicationNumbers: readonly string[],
): Promise<ReadonlySet<unknown>> {
  const refusals = await rows.by(applicationNumbers, username, [REDRAW_REFUSED]);
  return new Set(refusals.map(({ detail }) => detail['draftSha256']));
}

type Drawn = Pick<DraftRecord, 'sha256' | 'previewSha256'>;

async function keep(
  tables: Store,
  { record, verified, signatory }: Redrawable,
  { sha256, previewSha256 }: Drawn,
): Promise<void> {
  const { applicationNumber } = record;
  // Drawn for the one whom the verified draft names, it is that draft again.
  if (sha256 !== verified.sha256) {
    if ((await tables.drafts.find(sha256)) === undefined)
      await tables.drafts.save({
        sha256,
        applicationNumber,
        family: verified.family,
        previewSha256,
        issuedOn: verified.issuedOn,
        signatory: signatory.username,
        signatureLines: signatory.lines,
      });
    const drawnFor = signatory.username;
    await tables.redrawnDrafts.put({ sha256, fromSha256: verified.sha256, applicationNumber, drawnFor });
  }
  await tables.cases.change(applicationNumber, { draftSha256: sha256, signatory: signatory.username });
  await journal(tables, { record, verified, signatory }, 'draft-redrawn', { draftSha256: sha256 });
}

async function refuse(tables: Store, found: Redrawable): Promise<void> {
  await tables.cases.change(found.record.applicationNumber, { signatory: found.signatory.username });
  await journal(tables, found, REDRAW_REFUSED, { draftSha256: found.record.draftSha256 });
}

function journal(
  tables: Store,
  { record: { applicationNumber }, verified, signatory }: Redrawable,
  event: 'draft-redrawn' | typeof REDRAW_REFUSED,
  detail: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  return tables.journal.write({
    applicationNumber,
    actor: signatory.username,
    event,
    step: 7,
    detail: { verifiedSha256: verified.sha256, ...detail },
  });
}
