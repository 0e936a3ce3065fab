package kk.host.access;

import java.util.List;
import java.util.Map;
import kk.host.Lane;
import org.operaton.bpm.engine.FilterService;
import org.operaton.bpm.engine.TaskService;
import org.operaton.bpm.engine.authorization.Permissions;
import org.operaton.bpm.engine.authorization.Resources;
import org.operaton.bpm.engine.filter.Filter;
import org.operaton.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The task lists that officers find in the Tasklist: "Tugas saya" for all, and one for each lane. */
@Component
public class LaneFilters {
  private static final String MINE = "Tugas saya";

  private final FilterService filters;
  private final TaskService tasks;
  private final LaneRights rights;

  LaneFilters(FilterService filters, TaskService tasks, LaneRights rights) {
    this.filters = filters;
    this.tasks = tasks;
    this.rights = rights;
  }

  void saveAll() {
    Filter mine = save(MINE, 1, tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
    for (Lane lane : Lane.deciding()) {
      TaskQuery ofLane = tasks.createTaskQuery().taskCandidateGroup(lane.group).includeAssignedTasks();
      Filter ours = save("Tugas " + lane.title, 0, ofLane);
      rights.grant(lane.group, Resources.FILTER, mine.getId(), Permissions.READ);
      rights.grant(lane.group, Resources.FILTER, ours.getId(), Permissions.READ);
    }
  }

  private Filter save(String name, int priority, TaskQuery query) {
    Filter found = filters.createTaskFilterQuery().filterName(name).singleResult();
    Filter filter = found == null ? filters.newTaskFilter(name) : found;
    filter.setQuery(query);
    filter.setProperties(
        Map.of(
            "priority", priority,
            "refresh", true,
            "showUndefinedVariable", false,
            "variables", List.of(Map.of("name", "applicationNumber", "label", "Nomor permohonan"))));
    return filters.saveFilter(filter);
  }
}
