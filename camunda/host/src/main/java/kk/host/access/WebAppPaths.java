package kk.host.access;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a person may reach in the web apps: a lane reads its tasks in the Tasklist, the admin reads Cockpit and may let
 * a failed job run again. Whatever else changes a case is a use case of the office and comes by its own way.
 */
final class WebAppPaths {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String ENGINE = "/operaton/api/engine/engine/default/";

  /** Files that both web apps load, who is logged in, and the names of the engines. */
  private static final Pattern SHARED =
      Pattern.compile(
          "/operaton/(?:lib|assets)/.*|/operaton/favicon\\.ico"
              + "|/operaton/api/admin/auth/user/default|/operaton/api/engine/engine/");

  private static final Pattern TASKLIST = Pattern.compile("/operaton/(?:app|api)/tasklist(?:/.*)?");
  private static final Pattern COCKPIT = Pattern.compile("/operaton/(?:app|api)/cockpit(?:/.*)?");

  /** What the Tasklist reads of the engine. */
  private static final Pattern LANE_READS =
      Pattern.compile(
          "filter(?:/.*)?|task(?:/.*)?|process-definition/[^/]+(?:/xml)?|user/[^/]+/profile"
              + "|history/user-operation(?:/count)?");

  /** Queries that the Tasklist sends as POST. */
  private static final Pattern LANE_QUERIES =
      Pattern.compile("filter/[^/]+/(?:list|count|singleResult)|task(?:/count)?");

  /** Queries that Cockpit sends as POST. */
  private static final Pattern ADMIN_QUERIES =
      Pattern.compile(
          "(?:history/)?(?:process-instance|process-definition|task|variable-instance|activity-instance|incident"
              + "|decision-instance|batch|external-task-log|job-log|user-operation)(?:/count)?"
              + "|(?:execution|job|external-task|decision-definition|decision-requirements-definition|deployment)"
              + "(?:/count)?");

  private static final Pattern COCKPIT_QUERIES =
      Pattern.compile(
          "/operaton/api/cockpit/plugin/base/default/(?:process-instance|process-definition|incident)(?:/.*)?");

  private static final Pattern JOB_RETRIES = Pattern.compile("job/[^/]+/retries");

  private WebAppPaths() {}

  static boolean mayPass(String method, String path, OfficeUser user) {
    boolean reads = READING.contains(method);
    if (SHARED.matcher(path).matches()) return reads;
    return user.decides() && tasklistPasses(method, path, reads)
        || user.isAdmin() && cockpitPasses(method, path, reads);
  }

  private static boolean tasklistPasses(String method, String path, boolean reads) {
    if (TASKLIST.matcher(path).matches()) return reads;
    if (!path.startsWith(ENGINE)) return false;
    String resource = path.substring(ENGINE.length());
    return reads ? matches(LANE_READS, resource) : "POST".equals(method) && matches(LANE_QUERIES, resource);
  }

  private static boolean cockpitPasses(String method, String path, boolean reads) {
    boolean asks = "POST".equals(method);
    if (COCKPIT.matcher(path).matches()) return reads || asks && matches(COCKPIT_QUERIES, path);
    if (!path.startsWith(ENGINE)) return false;
    String resource = path.substring(ENGINE.length());
    return reads
        || asks && matches(ADMIN_QUERIES, resource)
        || "PUT".equals(method) && matches(JOB_RETRIES, resource);
  }

  private static boolean matches(Pattern pattern, String text) {
    return pattern.matcher(text).matches();
  }
}
