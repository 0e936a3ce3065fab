import { Zeebe } from '@camunda8/sdk';

export type ZeebeClient = Zeebe.ZeebeGrpcClient;

/**
 * One connection to the gateway: `host:port` or `grpc://host:port` is plain, `grpcs://host:port` is TLS. Without a login: who works with
 * Camunda's Identity has no Tasklist session that our desk could ask.
 * The client writes nothing itself: it would print variables.
 */
export function connect(address: string): ZeebeClient {
  return new Zeebe.ZeebeGrpcClient({
    config: {
      ZEEBE_GRPC_ADDRESS: address.includes('://') ? address : `grpc://${address}`,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_OAUTH_DISABLED: true,
      CAMUNDA_LOG_LEVEL: 'none',
      zeebeGrpcSettings: {
        ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
        ZEEBE_GRPC_CLIENT_EAGER_CONNECT: false,
        // Commands are repeated for about ten seconds when the gateway is away or pushes back; each of ours may be repeated harmlessly.
        ZEEBE_GRPC_CLIENT_RETRY: true,
        ZEEBE_GRPC_CLIENT_MAX_RETRIES: 4,
        ZEEBE_GRPC_CLIENT_MAX_RETRY_TIMEOUT_SECONDS: 4,
        // A text, because the client takes it as the environment would give it.
        GRPC_MAX_RECONNECT_BACKOFF_MS: '2000',
      },
    },
  });
}

/** Status codes of gRPC that mean something to us. */
export const GRPC = {
  cancelled: 1,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  resourceExhausted: 8,
  failedPrecondition: 9,
  unavailable: 14,
} as const;

/** The gRPC status of what the client threw; undefined when it is something else. */
export function grpcCode(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

/** The gateway or the broker is away or busy: the same command will do later. */
export function isTransient(error: unknown): boolean {
  const code = grpcCode(error);
  return code === GRPC.unavailable || code === GRPC.resourceExhausted || code === GRPC.deadlineExceeded;
}
