/** One JVM of the engine, as data: what to run and how to see that it is ready. */
export interface JvmProgram {
  readonly name: PartName;
  /** What a person calls it. */
  readonly title: string;
  readonly maxHeapMb: number;
  /** Folder whose jars are the class path. */
  readonly lib: string;
  readonly mainClass: string;
  readonly arguments: readonly string[];
  /** The whole environment besides PATH, HOME and the locale: settings of the caller must not leak into Spring. */
  readonly environment: Readonly<Record<string, string>>;
  readonly systemProperties: Readonly<Record<string, string>>;
  readonly healthUrl: string;
  /** How often its first start is tried when it dies before it is ready. Default 1. */
  readonly starts?: number;
}

export type PartName = 'opensearch' | 'broker' | 'webapps';

/** Where the JVMs run and write. */
export interface JvmHome {
  readonly java: string;
  readonly varDir: string;
  readonly machine: Readonly<Record<string, string>>;
}
