package kk.host.access;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Makes the lists exactly these: nobody else may make any, and an earlier version may have named them otherwise. */
  void saveAll() {
    Set<String> ours = new HashSet<>();
    Filter mine = save(MINE, 1, tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
    ours.add(mine.getId());
    for (Lane lane : Lane.deciding()) {
      TaskQuery ofLane = tasks.createTaskQuery().taskCandidateGroup(lane.group).includeAssignedTasks();
      Filter list = save("Tugas " + lane.title, 0, ofLane);
      ours.add(list.getId());
      rights.grant(lane.group, Resources.FILTER, mine.getId(), Permissions.READ);
      rights.grant(lane.group, Resources.FILTER, list.getId(), Permissions.READ);
    }
    for (Filter other : filters.createFilterQuery().list())
      if (!ours.contains(other.getId())) filters.deleteFilter(other.getId());
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
