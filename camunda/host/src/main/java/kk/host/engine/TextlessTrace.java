package kk.host.engine;

import java.util.ArrayList;
import java.util.List;

/** Stack trace of kinds and places. Of the texts only our own are kept: they hold no value of a variable. */
public final class TextlessTrace {
  /** Enough to find the place; the rest of a trace is the same every time. */
  private static final int FRAMES = 20;

  private TextlessTrace() {}

  /** One line: our own text where there is one, else the kinds from the outermost to the innermost. */
  public static String summaryOf(Throwable exception) {
    List<String> kinds = new ArrayList<>();
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof OfficeException) return cause.getMessage();
      kinds.add(cause.getClass().getName());
    }
    return String.join(" caused by ", kinds);
  }

  /** The engine's own texts name ids and elements; those of expressions, tables and drivers also quote values. */
  public static boolean mayQuoteValues(Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      String kind = cause.getClass().getName();
      if (!kind.startsWith("org.operaton.bpm.engine.") && !(cause instanceof OfficeException)) return true;
    }
    return false;
  }

  public static String of(Throwable exception) {
    StringBuilder trace = new StringBuilder();
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      trace.append(cause == exception ? "" : "caused by ").append(cause.getClass().getName());
      if (cause instanceof OfficeException) trace.append(": ").append(cause.getMessage());
      trace.append('\n');
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, FRAMES); i++) trace.append("  at ").append(frames[i]).append('\n');
    }
    return trace.toString();
  }
}
