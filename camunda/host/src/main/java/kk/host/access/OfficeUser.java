package kk.host.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kk.host.Lane;

/**
 * The person whom the office's proxy has let in.
 *
 * @param name user name in the office
 * @param groups those of the person's groups that the engine knows, sorted
 */
record OfficeUser(String name, List<String> groups) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,60}");

  /** From the headers X-Office-User and X-Office-Groups (with commas); empty when they name nobody with a web app. */
  static Optional<OfficeUser> of(HttpServletRequest request) {
    String name = request.getHeader("X-Office-User");
    String groups = request.getHeader("X-Office-Groups");
    if (name == null || groups == null || !NAME.matcher(name).matches()) return Optional.empty();
    List<String> known =
        Arrays.stream(groups.split(","))
            .map(String::trim)
            .filter(group -> Lane.of(group).isPresent())
            .sorted()
            .toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(new OfficeUser(name, known));
  }

  boolean isAdmin() {
    return groups.contains(Lane.ADMIN.group);
  }

  boolean decides() {
    return groups.stream().flatMap(group -> Lane.of(group).stream()).anyMatch(lane -> lane.decides);
  }
}
