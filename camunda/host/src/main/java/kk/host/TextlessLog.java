package kk.host;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import kk.host.engine.TextlessTrace;

/** Writes exceptions into the log without their texts, which may quote values of variables. Named in logback.xml. */
public class TextlessLog extends ThrowableHandlingConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return event.getThrowableProxy() instanceof ThrowableProxy proxy ? TextlessTrace.of(proxy.getThrowable()) : "";
  }
}
