import { createCamundaClient, type CamundaClient } from '@camunda8/orchestration-cluster-api';
import type { EngineSettings } from '../../config/config.ts';

export type ZeebeClient = CamundaClient;

/** How the office proves to the cluster who it is, as the settings name it. */
export type ZeebeCredentials = Extract<EngineSettings, { kind: 'zeebe' }>['credentials'];

export interface ZeebeAddress {
  /** Of the orchestration cluster's REST interface, without `/v2`. */
  readonly url: string;
  readonly credentials: ZeebeCredentials;
}

/** One client for everything. It writes no log of its own: that would hold variables. */
export function connect({ url, credentials }: ZeebeAddress): ZeebeClient {
  return createCamundaClient({
    config: {
      CAMUNDA_REST_ADDRESS: url.replace(/\/+$/, ''),
      CAMUNDA_SDK_LOG_LEVEL: 'silent',
      // Long polls wait for seconds; they must not keep commands from going out.
      CAMUNDA_SDK_BACKPRESSURE_PROFILE: 'LEGACY',
      ...settingsFor(credentials),
    },
  });
}

function settingsFor(credentials: ZeebeCredentials) {
  switch (credentials.strategy) {
    case 'none':
      return { CAMUNDA_AUTH_STRATEGY: 'NONE' } as const;
    case 'basic':
      return {
        CAMUNDA_AUTH_STRATEGY: 'BASIC',
        CAMUNDA_BASIC_AUTH_USERNAME: credentials.username,
        CAMUNDA_BASIC_AUTH_PASSWORD: credentials.password,
      } as const;
    case 'oauth':
      return {
        CAMUNDA_AUTH_STRATEGY: 'OAUTH',
        CAMUNDA_CLIENT_ID: credentials.clientId,
        CAMUNDA_CLIENT_SECRET: credentials.clientSecret,
        CAMUNDA_OAUTH_URL: credentials.tokenUrl,
        ...(credentials.audience === undefined ? {} : { CAMUNDA_TOKEN_AUDIENCE: credentials.audience }),
      } as const;
  }
}

/** HTTP status of the cluster's refusal; undefined when it did not answer. */
export function statusOf(error: unknown): number | undefined {
  const status = field(error, 'status');
  return typeof status === 'number' ? status : undefined;
}

/** The cluster's own words, which distinguish two refusals of the same status. */
export function detailOf(error: unknown): string {
  const texts = ['title', 'detail', 'message'].map((name) => field(error, name));
  return texts.filter((one) => typeof one === 'string').join(' ');
}

/** The cluster is away or too busy: the same command will do later. */
export function isTransient(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status === 429 || status >= 500;
}

const OF_THE_LINE = /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_|EHOST|ENET|UND_ERR)/;

/** As `isTransient`, where an error of our own program may come the same way: the line or the cluster gave this one. */
export function isAway(error: unknown): boolean {
  if (statusOf(error) !== undefined) return isTransient(error);
  const codes = [field(error, 'code'), field(field(error, 'cause'), 'code')];
  return codes.some((code) => typeof code === 'string' && OF_THE_LINE.test(code));
}

function field(value: unknown, name: string): unknown {
  return value instanceof Object ? Reflect.get(value, name) : undefined;
}

export const NOT_FOUND = 404;
export const CONFLICT = 409;

/** Keys of the cluster are numbers; a text that is not a number never came from it, and it would refuse the request. */
export const isKey = (value: string): boolean => /^\d+$/.test(value);

/** The client's types distinguish kinds of keys, which are all text to us. */
export function key<T extends string>(value: string): T {
  return value as T;
}
