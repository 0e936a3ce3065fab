import * as oidc from 'openid-client';
import type { Logger } from 'pino';

export interface ProviderSettings {
  /** Address of the issuer; its discovery document lies below /.well-known. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Claim of the id_token that holds the user name of `people`. */
  readonly usernameClaim: string;
}

/** What the browser's session keeps between leaving for the provider and coming back. */
export interface Errand {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** An identity provider by OpenID Connect: authorization code with PKCE, nonce and a signed id_token. */
export interface IdentityProvider {
  /** Where to send the browser, and what to remember until it comes back. Throws ProviderUnreachable. */
  begin(): Promise<{ readonly address: string; readonly errand: Errand }>;
  /**
   * Exchanges what the browser brought back for the user name the provider vouches for; undefined: it names nobody.
   * Throws ProviderRefused when what came back is not an answer to this errand, ProviderUnreachable when nobody
   * answers.
   */
  finish(broughtBack: URL, errand: Errand): Promise<string | undefined>;
  /** Where the provider ends its own session; undefined when it has no such page. */
  endSession(): Promise<string | undefined>;
}

/** The provider does not answer, or not as OpenID Connect says. */
export class ProviderUnreachable extends Error {
  override name = 'ProviderUnreachable';
}
/** What the browser brought back proves nothing: cancelled, too old, forged or meant for another browser. */
export class ProviderRefused extends Error {
  override name = 'ProviderRefused';
}

const TIMEOUT_SECONDS = 10;
const SCOPE = 'openid profile';

export function createIdentityProvider(options: {
  settings: ProviderSettings;
  /** Public base URL of the office. */
  baseUrl: string;
  logger: Logger;
}): IdentityProvider {
  const { settings, baseUrl, logger } = options;
  const redirectUri = `${baseUrl}/masuk/instansi/kembali`;
  let found: Promise<oidc.Configuration> | undefined;

  /** Asked for at the first log-in, and again after a failure: the office opens without its provider. */
  const configuration = async (): Promise<oidc.Configuration> => {
    found ??= discover(settings);
    try {
      return await found;
    } catch (error) {
      found = undefined;
      logger.warn({ error: codeOf(error) }, 'the identity provider could not be discovered');
      throw new ProviderUnreachable('discovery failed', { cause: error });
    }
  };

  return {
    async begin() {
      const config = await configuration();
      const errand = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const address = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
        code_challenge_method: 'S256',
        state: errand.state,
        nonce: errand.nonce,
      });
      return { address: address.href, errand };
    },

    async finish(broughtBack, { state, nonce, verifier }) {
      const config = await configuration();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, broughtBack, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claim = tokens.claims()?.[settings.usernameClaim];
        return typeof claim === 'string' && claim !== '' ? claim : undefined;
      } catch (error) {
        logger.warn({ error: codeOf(error) }, 'the identity provider let nobody in');
        if (isUnreachable(error)) throw new ProviderUnreachable('token endpoint', { cause: error });
        throw new ProviderRefused('no valid answer', { cause: error });
      }
    },

    async endSession() {
      const config = await configuration();
      return config.serverMetadata().end_session_endpoint === undefined
        ? undefined
        : oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: `${baseUrl}/masuk` }).href;
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<oidc.Configuration> {
  const address = new URL(issuer);
  // Plain HTTP to this machine only (config.ts refuses it elsewhere).
  const insecure = address.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(address, clientId, undefined, oidc.ClientSecretBasic(clientSecret), {
    // The signature of the id_token is checked although it came by TLS: a proxy on the way proves nothing.
    execute: [...insecure, oidc.enableNonRepudiationChecks],
    timeout: TIMEOUT_SECONDS,
  });
}

function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError');
}

/** The library's code of an error; its text may quote what came back. */
function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
}
