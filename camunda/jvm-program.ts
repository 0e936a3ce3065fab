/** A JVM as data: what to run and how to see that it works. */
export interface JvmProgram {
  /** Names its log and its mark on the command line. */
  readonly name: string;
  /** What a person calls it, in Indonesian. */
  readonly title: string;
  readonly jvmArguments: readonly string[];
  readonly classPath: readonly string[];
  readonly mainClass: string;
  /**
   * The whole environment besides PATH, HOME and the locale: settings of the caller must not leak into Spring. Holds
   * secrets.
   */
  readonly environment: Readonly<Record<string, string>>;
  readonly probe: Probe;
}

/** `ready` works; `alive` answers, but cannot work now; `silent` does not answer. Never throws. */
export type Probe = () => Promise<'ready' | 'alive' | 'silent'>;

/** Where JVMs run and write. */
export interface JvmHome {
  /** The `java` program. */
  readonly java: string;
  readonly varDir: string;
  /** The machine's part of the environment. */
  readonly machine: Readonly<Record<string, string>>;
}
