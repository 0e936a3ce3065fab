import { createHash, randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { Failure } from '../../domain/failures.ts';
import { toArrayBuffer } from '../array-buffer.ts';
import type { Timestamper } from './cms.ts';

export interface TimestampAuthority {
  readonly url: string;
  /** 10 s, when left out. */
  readonly timeoutMs?: number;
}

const SHA256 = '2.16.840.1.101.3.4.2.1';
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Asks a timestamp authority by HTTP (RFC 3161, 3.4). The token is bound to the question by digest and nonce here;
 * whether the authority may be believed is the verifier's question. Throws Failure('BSRE_UNREACHABLE') when there is no
 * proper answer.
 */
export function createTimestamper({ url, timeoutMs = 10_000 }: TimestampAuthority): Timestamper {
  return async (bytes) => {
    const imprint = new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new asn1js.OctetString({ valueHex: toArrayBuffer(createHash('sha256').update(bytes).digest()) }),
    });
    const nonce = new asn1js.Integer({ valueHex: toArrayBuffer(Buffer.concat([Buffer.of(0x40), randomBytes(8)])) });
    const query = new pkijs.TimeStampReq({ version: 1, messageImprint: imprint, nonce, certReq: true });
    const answer = await post(url, query.toSchema().toBER(), timeoutMs);
    try {
      return tokenIn(answer, imprint, nonce);
    } catch (error) {
      throw error instanceof Failure ? error : new Failure('BSRE_UNREACHABLE', 'timestamp: malformed answer');
    }
  };
}

async function post(url: string, body: ArrayBuffer, timeoutMs: number): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const answer = await response.arrayBuffer();
    if (response.ok && answer.byteLength <= MAX_ANSWER_BYTES) return answer;
  } catch {
    // thrown below, without the address
  }
  throw new Failure('BSRE_UNREACHABLE', 'timestamp: no answer');
}

function tokenIn(answer: ArrayBuffer, imprint: pkijs.MessageImprint, nonce: asn1js.Integer): Buffer {
  const { status, timeStampToken } = pkijs.TimeStampResp.fromBER(answer);
  if (
    (status.status !== pkijs.PKIStatus.granted && status.status !== pkijs.PKIStatus.grantedWithMods) ||
    timeStampToken === undefined
  )
    throw new Failure('BSRE_UNREACHABLE', `timestamp: status ${status.status}`);
  const content = new pkijs.SignedData({ schema: timeStampToken.content }).encapContentInfo.eContent?.getValue();
  const info = content === undefined ? undefined : pkijs.TSTInfo.fromBER(content);
  const asked = Buffer.from(imprint.hashedMessage.valueBlock.valueHexView);
  const isAnswer =
    info !== undefined &&
    asked.equals(Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView)) &&
    info.nonce?.isEqual(nonce) === true;
  if (!isAnswer) throw new Failure('BSRE_UNREACHABLE', 'timestamp: answers something else');
  return Buffer.from(timeStampToken.toSchema().toBER());
}
