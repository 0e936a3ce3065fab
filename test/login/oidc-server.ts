import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

export const CLIENT = { id: 'kantor kk', secret: 'rahasia: & klien' };

/** What the next id_token says, or how it is wrong. */
export interface Behaviour {
  /** User name in `preferred_username`; undefined leaves the claim out. */
  user: string | undefined;
  claims: Record<string, unknown>;
  /** Sign with a key that the published set does not hold. */
  foreignKey: boolean;
  unsigned: boolean;
  endSession: boolean;
}

/**
 * A small identity provider by the letter of OpenID Connect Core: discovery, code flow with PKCE, RS256, published
 * keys.
 */
export interface OidcServer {
  readonly issuer: string;
  readonly behaviour: Behaviour;
  /** Requests to the token endpoint that were refused, by reason. */
  readonly refused: string[];
  reset(): void;
  stop(): Promise<void>;
}

interface Grant {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string;
}

const standard = (): Behaviour => ({
  user: undefined,
  claims: {},
  foreignKey: false,
  unsigned: false,
  endSession: true,
});

export async function startOidcServer(): Promise<OidcServer> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const behaviour = standard();
  const refused: string[] = [];
  const grants = new Map<string, Grant>();
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  app.get('/.well-known/openid-configuration', (_request, response) => {
    response.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      ...(behaviour.endSession ? { end_session_endpoint: `${issuer}/end` } : {}),
    });
  });
  app.get('/keys', (_request, response) => {
    response.json({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'satu', use: 'sig', alg: 'RS256' }] });
  });
  app.get('/authorize', (request, response) => {
    const asked = new URL(request.originalUrl, issuer).searchParams;
    const redirectUri = asked.get('redirect_uri') ?? '';
    const back = new URL(redirectUri);
    const wellAsked =
      asked.get('client_id') === CLIENT.id &&
      asked.get('response_type') === 'code' &&
      asked.get('code_challenge_method') === 'S256' &&
      asked.get('scope')?.split(' ').includes('openid') === true;
    if (wellAsked) {
      const code = randomUUID();
      grants.set(code, {
        redirectUri,
        challenge: asked.get('code_challenge') ?? '',
        nonce: asked.get('nonce') ?? '',
      });
      back.searchParams.set('code', code);
    } else back.searchParams.set('error', 'invalid_request');
    back.searchParams.set('state', asked.get('state') ?? '');
    response.redirect(302, back.href);
  });
  app.post('/token', express.urlencoded({ extended: false }), (request, response) => {
    const { code, code_verifier: verifier, redirect_uri: redirectUri } = request.body as Record<string, string>;
    const grant = grants.get(code ?? '');
    grants.delete(code ?? '');
    const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
    const basic = `Basic ${Buffer.from(`${encode(CLIENT.id)}:${encode(CLIENT.secret)}`).toString('base64')}`;
    const challenge = createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url');
    const reason =
      request.get('Authorization') !== basic
        ? 'invalid_client'
        : grant === undefined || grant.redirectUri !== redirectUri || grant.challenge !== challenge
          ? 'invalid_grant'
          : undefined;
    if (grant === undefined || reason !== undefined) {
      refused.push(reason ?? 'invalid_grant');
      return void response.status(reason === 'invalid_client' ? 401 : 400).json({ error: reason });
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: '7f3a',
      aud: CLIENT.id,
      iat: now,
      exp: now + 300,
      nonce: grant.nonce,
      ...(behaviour.user === undefined ? {} : { preferred_username: behaviour.user }),
      ...behaviour.claims,
    };
    const idToken = behaviour.unsigned
      ? jwt({ alg: 'none' }, claims)
      : jwt({ alg: 'RS256', kid: 'satu' }, claims, (behaviour.foreignKey ? foreign : keys).privateKey);
    response.json({ access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: idToken });
  });

  return {
    issuer,
    behaviour,
    refused,
    reset() {
      Object.assign(behaviour, standard());
      refused.length = 0;
    },
    stop: () => close(server),
  };
}

function jwt(header: Record<string, unknown>, claims: Record<string, unknown>, key?: KeyObject): string {
  const encoded = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = key === undefined ? '' : sign('sha256', Buffer.from(encoded), key).toString('base64url');
  return `${encoded}.${signature}`;
}

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
