package kk.host.worklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.impl.context.Context;

/**
 * The SQL functions by which an engine feeds the office's tables (src/store/migrations). They are called on the
 * connection of the engine's running command, so they commit and roll back with it.
 */
final class OfficeFunctions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};
  private static final TypeReference<TakenBack> TAKEN_BACK = new TypeReference<>() {};

  /** Where the process stands again, and its variables as they were there. */
  record TakenBack(String element, Map<String, Object> variables) {}

  private OfficeFunctions() {}

  static void taskCreated(
      String task, String caseNumber, String element, String lane, String assignee, Date createdAt) {
    OffsetDateTime at = createdAt.toInstant().atZone(ZoneId.systemDefault()).toOffsetDateTime();
    call("task_created(?, ?, ?, ?, ?, ?)", task, caseNumber, element, lane, assignee, at);
  }

  /** The assignee may be null: the task was given back. */
  static void taskAssigned(String task, String assignee) {
    call("task_assigned(?, ?)", task, assignee);
  }

  static void taskEnded(String task, String how) {
    call("task_ended(?, ?)", task, how);
  }

  /** The judged variables; empty when nothing was judged for this task. */
  static Optional<Map<String, Object>> decisionTakesEffect(String task) {
    return Optional.ofNullable(call("decision_takes_effect(?)", task)).map(json -> parse(json, VARIABLES));
  }

  /** Empty when no taking-back was judged for this task. */
  static Optional<TakenBack> takingBackTakesEffect(String task) {
    return Optional.ofNullable(call("taking_back_takes_effect(?)", task)).map(json -> parse(json, TAKEN_BACK));
  }

  private static String call(String function, Object... arguments) {
    // The schema is named: the engine's search path is its own schema.
    try (PreparedStatement statement = connection().prepareStatement("select public." + function)) {
      for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    } catch (SQLException exception) {
      // The server's own text may quote values.
      String name = function.substring(0, function.indexOf('('));
      throw new ProcessEngineException(
          "The office's database refuses " + name + " (SQLSTATE " + exception.getSQLState() + ")", exception);
    }
  }

  private static Connection connection() {
    return Context.getCommandContext().getDbSqlSession().getSqlSession().getConnection();
  }

  private static <T> T parse(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException exception) {
      throw new ProcessEngineException("a function of the office does not answer the JSON that it should");
    }
  }
}
