package kk.host.access;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a person may reach in the web apps: Tasklist reads for the lanes, Cockpit reads and job retries for the admin.
 * Whatever changes a case is a use case of the office and comes by its own way, so nothing here writes.
 */
final class WebAppPaths {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String ENGINE = "/operaton/api/engine/engine/default/";

  /** Files that both web apps load. */
  private static final Pattern SHARED =
      Pattern.compile("/operaton/(?:lib|assets)/.*|/operaton/favicon\\.ico|/operaton/api/admin/auth/user/default");

  private static final Pattern TASKLIST = Pattern.compile("/operaton/(?:app|api)/tasklist(?:/.*)?");
  private static final Pattern COCKPIT = Pattern.compile("/operaton/(?:app|api)/cockpit(?:/.*)?");

  /** Queries that the web apps send as POST, relative to the engine. */
  private static final List<Pattern> QUERIES =
      List.of(
          Pattern.compile("filter/[^/]+/(?:list|count|singleResult)"),
          Pattern.compile(
              "(?:history/)?(?:task|process-instance|process-definition|variable-instance|decision-instance)(?:/count)?"),
          Pattern.compile("(?:incident|history/incident|history/activity-instance|execution|job|external-task)(?:/count)?"),
          Pattern.compile("(?:user|group|deployment|batch|history/batch|history/user-operation)/count"));

  private static final Pattern COCKPIT_QUERY =
      Pattern.compile("/operaton/api/cockpit/plugin/base/default/(?:process-instance|process-definition|incident)/.*");

  private static final Pattern JOB_RETRIES = Pattern.compile("job/[^/]+/retries");

  private WebAppPaths() {}

  static boolean mayPass(String method, String path, OfficeUser user) {
    boolean reads = READING.contains(method);
    if (SHARED.matcher(path).matches()) return reads;
    if (TASKLIST.matcher(path).matches()) return reads && user.decides();
    if (COCKPIT.matcher(path).matches())
      return user.isAdmin() && (reads || "POST".equals(method) && COCKPIT_QUERY.matcher(path).matches());
    if (!path.startsWith(ENGINE)) return false;
    if (reads) return true;
    String resource = path.substring(ENGINE.length());
    if ("POST".equals(method)) return QUERIES.stream().anyMatch(query -> query.matcher(resource).matches());
    return "PUT".equals(method) && user.isAdmin() && JOB_RETRIES.matcher(resource).matches();
  }
}
