import { randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import express from 'express';
import * as pkijs from 'pkijs';
import { identityOf, type TestPki } from '../../signing/certificates.ts';
import { signEnclosed } from '../../signing/pades/cms.ts';

const TIMESTAMP_INFO = '1.2.840.113549.1.9.16.1.4';
/** A policy number of the example arc (2.999), which belongs to nobody. */
const POLICY = '2.999.1';

/** `POST /tsa`: a timestamp authority (RFC 3161) of the test PKI, without a login, as public ones are. */
export function timestampRoutes(pki: TestPki): express.Router {
  const router = express.Router();
  router.post(
    '/tsa',
    express.raw({ type: 'application/timestamp-query', limit: '64kb' }),
    async (request, response) => {
      const body: unknown = request.body;
      const query = Buffer.isBuffer(body) ? readQuery(body) : undefined;
      const answer =
        query === undefined
          ? new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: pkijs.PKIStatus.rejection }) })
          : await granted(pki, query);
      response.type('application/timestamp-reply').send(Buffer.from(answer.toSchema().toBER()));
    },
  );
  return router;
}

function readQuery(body: Buffer): pkijs.TimeStampReq | undefined {
  try {
    return pkijs.TimeStampReq.fromBER(new Uint8Array(body).buffer);
  } catch {
    return undefined;
  }
}

async function granted(pki: TestPki, query: pkijs.TimeStampReq): Promise<pkijs.TimeStampResp> {
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: POLICY,
    messageImprint: query.messageImprint,
    serialNumber: new asn1js.Integer({
      valueHex: new Uint8Array(Buffer.concat([Buffer.of(0x40), randomBytes(8)])).buffer,
    }),
    genTime: new Date(Math.floor(Date.now() / 1000) * 1000),
    ...(query.nonce === undefined ? {} : { nonce: query.nonce }),
  });
  const token = await signEnclosed(
    TIMESTAMP_INFO,
    Buffer.from(info.toSchema().toBER()),
    identityOf(pki.timestamp, pki.issuing),
  );
  return new pkijs.TimeStampResp({
    status: new pkijs.PKIStatusInfo({ status: pkijs.PKIStatus.granted }),
    timeStampToken: pkijs.ContentInfo.fromBER(new Uint8Array(token).buffer),
  });
}
