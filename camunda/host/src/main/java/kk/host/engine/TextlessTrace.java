package kk.host.engine;

/** Stack trace of kinds and places. Of the texts only our own are kept: they hold no value of a variable. */
public final class TextlessTrace {
  /** Enough to find the place; the rest of a trace is the same every time. */
  private static final int FRAMES = 25;

  private TextlessTrace() {}

  /** One line: our own text where there is one, else the kind of the innermost cause. */
  public static String summaryOf(Throwable exception) {
    Throwable innermost = exception;
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof OfficeException) return cause.getMessage();
      innermost = cause;
    }
    return innermost.getClass().getName();
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
