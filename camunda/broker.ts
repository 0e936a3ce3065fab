import path from 'node:path';
import type { JvmProgram } from './jvm-program.ts';
import { SPRING } from './spring.ts';

export interface BrokerPlace {
  readonly lib: string;
  readonly host: string;
  readonly ports: {
    readonly zeebeGrpc: number;
    readonly zeebeRest: number;
    readonly zeebeManagement: number;
    readonly opensearch: number;
  };
  readonly varDir: string;
  readonly clusterName: string;
  /** True: POST /actuator/clock may move the engine's time. */
  readonly clockControlled: boolean;
}

/** Broker and web apps talk to each other on the three ports after the gRPC port. */
export function internalPorts(grpcPort: number): {
  readonly command: number;
  readonly internal: number;
  readonly gateway: number;
} {
  return { command: grpcPort + 1, internal: grpcPort + 2, gateway: grpcPort + 3 };
}

/** Zeebe with its gateway: gRPC and REST, its data in `varDir/zeebe`. */
export function broker({ lib, host, ports, varDir, clusterName, clockControlled }: BrokerPlace): JvmProgram {
  const { command, internal } = internalPorts(ports.zeebeGrpc);
  return {
    name: 'broker',
    title: 'Mesin proses (Zeebe)',
    maxHeapMb: 512,
    lib,
    mainClass: 'io.camunda.application.StandaloneBroker',
    arguments: [],
    environment: {
      ...SPRING.environment('broker', 'broker'),
      KK_REST_PORT: String(ports.zeebeRest),
      KK_MANAGEMENT_PORT: String(ports.zeebeManagement),
      KK_GRPC_PORT: String(ports.zeebeGrpc),
      KK_COMMAND_PORT: String(command),
      KK_INTERNAL_PORT: String(internal),
      KK_DATA_DIR: path.join(varDir, 'zeebe'),
      KK_OPENSEARCH_URL: `http://${host}:${ports.opensearch}`,
      KK_CLUSTER_NAME: clusterName,
      KK_CLOCK_CONTROLLED: String(clockControlled),
    },
    systemProperties: SPRING.systemProperties,
    healthUrl: `http://${host}:${ports.zeebeManagement}/actuator/health`,
  };
}
