package kk.host.access;

import static org.operaton.bpm.engine.authorization.Authorization.ANY;
import static org.operaton.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import kk.host.Lane;
import org.operaton.bpm.engine.AuthorizationService;
import org.operaton.bpm.engine.authorization.Authorization;
import org.operaton.bpm.engine.authorization.Permission;
import org.operaton.bpm.engine.authorization.Permissions;
import org.operaton.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.operaton.bpm.engine.authorization.Resource;
import org.operaton.bpm.engine.authorization.Resources;
import org.operaton.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.springframework.stereotype.Component;

/**
 * What each group may see in the web apps. A lane sees the tasks of its own group (the engine grants these with each
 * task), the diagram and its filters; the admin sees all instances and may let a failed job run again.
 */
@Component
public class LaneRights {
  private final AuthorizationService authorizations;

  LaneRights(AuthorizationService authorizations) {
    this.authorizations = authorizations;
  }

  void grantAll() {
    for (Lane lane : Lane.deciding()) {
      grant(lane.group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
      // READ_INSTANCE: the list shows the case number, a variable of the instance. No other way to instances is open.
      grant(
          lane.group,
          Resources.PROCESS_DEFINITION,
          ANY,
          ProcessDefinitionPermissions.READ,
          ProcessDefinitionPermissions.READ_INSTANCE);
    }
    String admin = Lane.ADMIN.group;
    grant(admin, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
    grant(
        admin,
        Resources.PROCESS_DEFINITION,
        ANY,
        ProcessDefinitionPermissions.READ,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.READ_HISTORY,
        ProcessDefinitionPermissions.READ_TASK,
        ProcessDefinitionPermissions.RETRY_JOB);
    grant(admin, Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY);
    grant(admin, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ);
    grant(admin, Resources.DEPLOYMENT, ANY, Permissions.READ);
    grant(admin, Resources.OPERATION_LOG_CATEGORY, ANY, UserOperationLogCategoryPermissions.READ);
  }

  void grant(String group, Resource resource, String id, Permission... permissions) {
    Authorization granted =
        authorizations
            .createAuthorizationQuery()
            .groupIdIn(group)
            .resourceType(resource)
            .resourceId(id)
            .authorizationType(AUTH_TYPE_GRANT)
            .singleResult();
    if (granted == null) {
      granted = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
      granted.setGroupId(group);
      granted.setResource(resource);
      granted.setResourceId(id);
    }
    // Exactly these, also where an earlier version of this host granted more.
    granted.setPermissions(permissions);
    authorizations.saveAuthorization(granted);
  }
}
