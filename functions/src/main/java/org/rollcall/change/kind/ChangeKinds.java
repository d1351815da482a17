package org.rollcall.change.kind;

import java.util.ArrayList;
import java.util.List;
import org.rollcall.change.Change;
import org.rollcall.change.ChangeError;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.Changes;
import org.rollcall.change.list.BlockAddition;
import org.rollcall.change.list.BlockRemoval;
import org.rollcall.change.list.ListChange;
import org.rollcall.change.list.NoteAddition;
import org.rollcall.change.list.NoteRemoval;
import org.rollcall.change.list.RoleAddition;
import org.rollcall.change.list.RoleRemoval;
import org.rollcall.change.list.StatisticAddition;
import org.rollcall.change.list.StatisticRemoval;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;

/** The list of all kinds of change. */
public final class ChangeKinds {

  /** All kinds of change, in the order in which they are applied. */
  public static final List<ChangeKind> ALL =
      List.of(
          new AccountTypeChange(),
          new ExternalIdChange(),
          new ForcePasswordChange(),
          new RecordTypeChange(),
          CodeChange.required("user_group", "UserGroups"),
          CodeChange.optional("campus_code", "Campuses"),
          CodeChange.optional("job_category", "JobTitles"),
          new JobDescriptionChange(),
          CodeChange.optional("user_title", "UserTitles"),
          CodeChange.required("cataloger_level", "CatalogerLevel"),
          CodeChange.required("preferred_language", "UserPreferredLanguage"),
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

  private ChangeKinds() {}

  /**
   * Reads the input's {@code changes}; adds all errors.
   *
   * @param codes the code tables that codes are checked against
   */
  public static Changes read(Fields fields, CodeTables codes) {
    List<Change> list = new ArrayList<>();
    int present = 0;
    for (ChangeKind kind : ALL) {
      var value = fields.object(kind.key());
      present += fields.has(kind.key()) ? 1 : 0;
      value.flatMap(found -> Change.read(kind, found, fields, codes)).ifPresent(list::add);
    }
    fields.rejectUnknownKeys();
    if (present == 0) {
      fields.fault(ChangeError.NO_CHANGES);
    }
    return new Changes(list);
  }
}
