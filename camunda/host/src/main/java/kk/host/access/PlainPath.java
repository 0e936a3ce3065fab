package kk.host.access;

import java.util.regex.Pattern;

/** Paths without escapes, parameters or steps upwards, by which two readers of a path could differ. */
final class PlainPath {
  private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9._:~@$!*',=+-]*)+");

  private PlainPath() {}

  static boolean isPlain(String path) {
    return PLAIN.matcher(path).matches() && !path.contains("//") && !path.contains("/../") && !path.contains("/./");
  }
}
