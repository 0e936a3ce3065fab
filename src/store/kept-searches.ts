/** What officers searched for: the address of a list carries the id, never the words. */
export interface KeptSearches {
  put(search: { readonly id: string; readonly officer: string; readonly text: string }): Promise<void>;
  /** Undefined when it is another officer's, or no longer kept. */
  find(id: string, officer: string): Promise<string | undefined>;
  /** Returns how many were removed. */
  purge(olderThanMs: number): Promise<number>;
}
