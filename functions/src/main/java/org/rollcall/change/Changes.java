package org.rollcall.change;

import java.util.ArrayList;
import java.util.List;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.AccountType;
import org.rollcall.user.User;

/** All that a job does to a user, in the order of {@link #KINDS}. */
public record Changes(List<Change> list) {

  /** Every kind of change there is, in the order in which they are applied. */
  public static final List<ChangeKind> KINDS =
      List.of(
          new AccountTypeChange(),
          new ExternalIdChange(),
          new ForcePasswordChange(),
          new RecordTypeChange(),
          CodeChange.always("user_group", "UserGroups"),
          CodeChange.optional("campus_code", "Campuses"),
          CodeChange.optional("job_category", "JobTitles"),
          new JobDescriptionChange(),
          CodeChange.optional("user_title", "UserTitles"),
          CodeChange.always("cataloger_level", "CatalogerLevel"),
          CodeChange.always("preferred_language", "UserPreferredLanguage"),
          new StatusChange(),
          new DateChange("expiry_date"),
          new DateChange("purge_date"),
          new EmailChange(),
          new PreferredSmsChange(),
          new ListChange("roles", "user_role", RoleAddition::read, "remove", RoleRemoval::read),
          new ListChange(
              "blocks", "user_block", BlockAddition::read, "disable", BlockRemoval::read),
          new ListChange("notes", "user_note", NoteAddition::read, "remove", NoteRemoval::read),
          new ListChange(
              "statistics",
              "user_statistic",
              StatisticAddition::read,
              "remove",
              StatisticRemoval::read),
          new LibrariesChange(),
          new NoticesChange());

  public Changes {
    list = List.copyOf(list);
  }

  /**
   * Reads an input's {@code changes}, noting every fault.
   *
   * @param codes what the codes they name are checked against
   */
  public static Changes read(Fields fields, CodeTables codes) {
    List<Change> list = new ArrayList<>();
    int present = 0;
    for (ChangeKind kind : KINDS) {
      var value = fields.object(kind.key());
      present += fields.has(kind.key()) ? 1 : 0;
      value.flatMap(found -> Change.read(kind, found, fields, codes)).ifPresent(list::add);
    }
    fields.refuseOthers();
    if (present == 0) {
      fields.fault("must name at least one change; leave the key out for a job that only notifies");
    }
    return new Changes(list);
  }

  /** A job without changes: it only notifies. */
  public static Changes none() {
    return new Changes(List.of());
  }

  /** Whether passwords are reset of users whom the job takes from external to internal. */
  public boolean resetPasswords() {
    return list.stream().anyMatch(change -> change.edit().resetsPassword());
  }

  /** The roles that the job gives or takes away. */
  public List<NamedRole> roles() {
    return list.stream().flatMap(change -> change.edit().roles().stream()).toList();
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  /**
   * The user after the job; the same user if it changes nothing.
   *
   * @throws ChangeRefused if the job cannot be done to this user
   * @throws org.rollcall.user.BrokenRecord if the record is not what Alma's format says
   */
  public User apply(User user, ChangeContext context) throws ChangeRefused {
    AccountType before = user.accountType();
    User changed = user;
    for (Change change : list) {
      changed = change.apply(user, changed, context);
    }
    if (changed.accountType() == AccountType.EXTERNAL
        && before != AccountType.EXTERNAL
        && changed.text("external_id").isEmpty()) {
      throw new ChangeRefused(
          "NO_EXTERNAL_ID", "an external user needs an external_id, and this one would have none");
    }
    return changed;
  }
}
