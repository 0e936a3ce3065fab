/** What is kept of a finished case (SOP step 10). Names inside are fixed; no personal data in any name. */
export interface ArchivePackage {
  readonly applicationNumber: string;
  /**
   * Relative name -> bytes: 'kk-signed.pdf', 'kk-draft.pdf', 'papers/01-ijazah.jpg', 'case.json', 'journal.json',
   * 'trust.pem'.
   */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** One copy of a case: where it is, and what it holds. */
export interface ArchiveCopy {
  readonly layer: string;
  /** Folder of the bag within any layer: "2026/KK-261122-7Q4F2M". */
  readonly bag: string;
  /** SHA-256 of the manifest of the plain bag; the same on every medium. */
  readonly sha256: string;
}
export interface ArchiveLayerResult extends ArchiveCopy {
  readonly state: 'stored' | 'absent';
  /** Folder of the bag on this medium; null when the medium is absent. */
  readonly path: string | null;
}

/**
 * Digital archive in layers: server, hard disk, flash disk, other (SOP step 10), each a configured folder, each copy a
 * BagIt bag (RFC 8493). On removable media the bag is encrypted.
 */
export interface Archive {
  readonly layers: readonly string[];
  /** The same, in the order in which a copy is made from them: those in clear first, as no key can be wrong for them. */
  readonly sources: readonly string[];
  /** Names of the layers whose medium is there now. */
  present(): Promise<string[]>;
  /** Names of the layers whose folder is there without their medium; they count as absent. */
  strange(): Promise<string[]>;
  /**
   * Writes to every present layer; an absent medium is reported, not an error. Throws Failure('ARCHIVE_UNAVAILABLE')
   * when the first layer cannot be written.
   */
  store(pack: ArchivePackage): Promise<ArchiveLayerResult[]>;
  /**
   * Reads one copy and names what is missing, added or altered; empty: it is whole. Undefined: the medium is absent.
   */
  faultsOf(copy: ArchiveCopy): Promise<string[] | undefined>;
  /**
   * Writes a whole copy again to another layer, in the place of a damaged one, which is kept aside. Answers its path.
   * Throws Failure('DOCUMENT_DAMAGED') when the source is not whole or cannot be opened, 'ARCHIVE_UNAVAILABLE' when
   * either medium is absent or the target cannot be written.
   */
  copy(from: ArchiveCopy, layer: string): Promise<string>;
  /**
   * The same from a package at hand. Throws Failure('DOCUMENT_DAMAGED') when it is not what the copy held,
   * 'ARCHIVE_UNAVAILABLE' like `copy`.
   */
  write(pack: ArchivePackage, copy: ArchiveCopy): Promise<string>;
  /** Folders of all bags of a layer, "2026/KK-261122-7Q4F2M", oldest first. */
  bags(layer: string): Promise<string[]>;
  /** Reads every bag of a layer and names its faults; for a look by hand. */
  check(layer: string): Promise<{ bag: string; faults: string[] }[]>;
}
