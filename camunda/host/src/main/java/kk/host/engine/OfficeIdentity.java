package kk.host.engine;

import java.util.List;
import java.util.Optional;
import kk.host.Lane;
import org.operaton.bpm.engine.identity.Group;
import org.operaton.bpm.engine.identity.GroupQuery;
import org.operaton.bpm.engine.identity.NativeUserQuery;
import org.operaton.bpm.engine.identity.Tenant;
import org.operaton.bpm.engine.identity.TenantQuery;
import org.operaton.bpm.engine.identity.User;
import org.operaton.bpm.engine.identity.UserQuery;
import org.operaton.bpm.engine.impl.Page;
import org.operaton.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.operaton.bpm.engine.impl.identity.db.DbGroupQueryImpl;
import org.operaton.bpm.engine.impl.identity.db.DbTenantQueryImpl;
import org.operaton.bpm.engine.impl.identity.db.DbUserQueryImpl;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;
import org.operaton.bpm.engine.impl.interceptor.Session;
import org.operaton.bpm.engine.impl.interceptor.SessionFactory;
import org.operaton.bpm.engine.impl.persistence.entity.GroupEntity;
import org.operaton.bpm.engine.impl.persistence.entity.UserEntity;

/**
 * The engine keeps no accounts: the office has checked who a person is before a request comes here. A user name is
 * therefore taken as it is, the groups are the lanes, and no password fits.
 */
public class OfficeIdentity implements ReadOnlyIdentityProvider {
  @Override
  public User findUserById(String userId) {
    UserEntity user = new UserEntity(userId);
    user.setFirstName(userId);
    user.setLastName("");
    return user;
  }

  @Override
  public Group findGroupById(String groupId) {
    return Lane.of(groupId).map(OfficeIdentity::groupOf).orElse(null);
  }

  @Override
  public Tenant findTenantById(String tenantId) {
    return null;
  }

  @Override
  public boolean checkPassword(String userId, String password) {
    return false;
  }

  @Override
  public UserQuery createUserQuery() {
    return new Users();
  }

  @Override
  public UserQuery createUserQuery(CommandContext context) {
    return new Users();
  }

  @Override
  public NativeUserQuery createNativeUserQuery() {
    throw new UnsupportedOperationException("the engine keeps no accounts");
  }

  @Override
  public GroupQuery createGroupQuery() {
    return new Groups();
  }

  @Override
  public GroupQuery createGroupQuery(CommandContext context) {
    return new Groups();
  }

  @Override
  public TenantQuery createTenantQuery() {
    return new NoTenants();
  }

  @Override
  public TenantQuery createTenantQuery(CommandContext context) {
    return new NoTenants();
  }

  @Override
  public void flush() {
    // nothing is kept
  }

  @Override
  public void close() {
    // nothing is open
  }

  private static Group groupOf(Lane lane) {
    GroupEntity group = new GroupEntity(lane.group);
    group.setName(lane.title);
    group.setType("WORKFLOW");
    return group;
  }

  /** Finds a user by name only; asked for all, it answers none. */
  private static final class Users extends DbUserQueryImpl {
    private static final long serialVersionUID = 1;

    @Override
    public List<User> executeList(CommandContext context, Page page) {
      boolean byNameOnly = getId() != null && getGroupId() == null && getTenantId() == null;
      return byNameOnly ? List.of(new OfficeIdentity().findUserById(getId())) : List.of();
    }

    @Override
    public long executeCount(CommandContext context) {
      return executeList(context, null).size();
    }
  }

  /** Finds the lanes; who is in which is not known here. */
  private static final class Groups extends DbGroupQueryImpl {
    private static final long serialVersionUID = 1;

    @Override
    public List<Group> executeList(CommandContext context, Page page) {
      if (getUserId() != null || getTenantId() != null) return List.of();
      if (getId() != null) return Optional.ofNullable(new OfficeIdentity().findGroupById(getId())).stream().toList();
      List<String> wanted = getIds() == null ? null : List.of(getIds());
      return java.util.Arrays.stream(Lane.values())
          .filter(lane -> wanted == null || wanted.contains(lane.group))
          .map(OfficeIdentity::groupOf)
          .toList();
    }

    @Override
    public long executeCount(CommandContext context) {
      return executeList(context, null).size();
    }
  }

  private static final class NoTenants extends DbTenantQueryImpl {
    private static final long serialVersionUID = 1;

    @Override
    public List<Tenant> executeList(CommandContext context, Page page) {
      return List.of();
    }

    @Override
    public long executeCount(CommandContext context) {
      return 0;
    }
  }

  /** Makes one for each command of the engine. */
  static final class Factory implements SessionFactory {
    @Override
    public Class<?> getSessionType() {
      return ReadOnlyIdentityProvider.class;
    }

    @Override
    public Session openSession() {
      return new OfficeIdentity();
    }
  }
}
