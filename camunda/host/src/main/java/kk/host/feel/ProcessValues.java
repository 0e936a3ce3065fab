package kk.host.feel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.spin.Spin;
import org.operaton.spin.json.SpinJsonNode;

/**
 * One way to keep a value as a process variable, whether it comes from FEEL or from a judged decision: lists and
 * contexts as JSON, dates and durations as ISO 8601 text, all else as it is.
 */
public final class ProcessValues {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProcessValues() {}

  /** From a parsed JSON value; whole numbers become Long, as FEEL makes them. */
  public static Object fromJson(Object value) {
    if (value instanceof Integer number) return number.longValue();
    return toVariable(value);
  }

  static Object toVariable(Object value) {
    if (value instanceof Map || value instanceof List) return Spin.JSON(write(value));
    // Timers do not read the zone's name that Java writes in brackets.
    if (value instanceof ZonedDateTime moment) return moment.toOffsetDateTime().toString();
    if (value instanceof OffsetDateTime || value instanceof Temporal || value instanceof TemporalAmount)
      return value.toString();
    return value;
  }

  static Object toFeel(Object variable) {
    return variable instanceof SpinJsonNode node ? read(node.toString()) : variable;
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException exception) {
      throw new ProcessEngineException("a value cannot be written as JSON");
    }
  }

  private static Object read(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException exception) {
      throw new ProcessEngineException("a variable cannot be read as JSON");
    }
  }
}
