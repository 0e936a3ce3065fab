package kk.host.rest;

import java.sql.SQLException;

/** Tells a database that is away from one that refuses: the first passes by itself, and the same request may be made again. */
final class DatabaseAway {
  private DatabaseAway() {}

  static boolean caused(Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause())
      if (cause instanceof SQLException sql && isAway(sql.getSQLState())) return true;
    return false;
  }

  /** Class 08 is the connection, 53 a server that is full, 57P0x one that stops or starts; the pool gives none of its own. */
  private static boolean isAway(String state) {
    return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P0");
  }
}
