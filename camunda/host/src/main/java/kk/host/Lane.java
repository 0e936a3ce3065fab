package kk.host;

import java.util.Arrays;
import java.util.Optional;

/** Groups of the office as the engine knows them: candidate groups of user tasks, and the groups with a web app. */
public enum Lane {
  PETUGAS_ENTRI("petugas-entri", "Petugas layanan & entri", true),
  PETUGAS_CETAK("petugas-cetak", "Petugas cetak", true),
  KASI("kasi", "Kasi/Kabid", true),
  KEPALA_DINAS("kepala-dinas", "Kepala Dinas", true),
  ADMIN("admin", "Admin", false);

  /** Id of the group in diagram, headers and authorizations. */
  public final String group;
  /** What people read, as in src/domain/labels.ts. */
  public final String title;
  /** True: has user tasks and the Tasklist. */
  public final boolean decides;

  Lane(String group, String title, boolean decides) {
    this.group = group;
    this.title = title;
    this.decides = decides;
  }

  public static Optional<Lane> of(String group) {
    return Arrays.stream(values()).filter(lane -> lane.group.equals(group)).findAny();
  }

  /** The lanes that have user tasks. */
  public static Lane[] deciding() {
    return Arrays.stream(values()).filter(lane -> lane.decides).toArray(Lane[]::new);
  }
}
