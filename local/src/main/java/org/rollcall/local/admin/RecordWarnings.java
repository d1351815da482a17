package org.rollcall.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.user.AccountType;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.UnreadableDay;
import org.rollcall.user.User;

/**
 * Finds problems of a record by Alma's rules. The record can be stored nevertheless. The messages
 * contain no personal data, so that the same problem of several users can be counted.
 */
public final class RecordWarnings {

  private static final List<String> LISTS =
      List.of(
          "user_role",
          "user_identifier",
          "user_block",
          "user_note",
          "user_statistic",
          "proxy_for_user",
          "rs_library",
          "library_notice");

  private final Faults found = new Faults();
  private final String place;

  private RecordWarnings(String place) {
    this.place = place;
  }

  /**
   * All problems of a user's record.
   *
   * @param place the record's place in a file, which becomes the path of each problem
   */
  public static List<Fault> find(User user, String place) {
    RecordWarnings warnings = new RecordWarnings(place);
    warnings.check(() -> warnings.accountType(user));
    warnings.days(user);
    LISTS.forEach(list -> warnings.check(() -> user.list(list)));
    warnings.status(user);
    warnings.contactInfo(user);
    return warnings.found.found();
  }

  private void check(Runnable reading) {
    try {
      reading.run();
    } catch (BrokenRecordException e) {
      found.add(place, RecordError.JOBS_MAY_FAIL, String.valueOf(e.getMessage()));
    }
  }

  private void accountType(User user) {
    if (user.accountType() == AccountType.EXTERNAL && user.text("external_id").isEmpty()) {
      found.add(place, RecordError.EXTERNAL_ID_MISSING);
    }
  }

  private void days(User user) {
    for (UnreadableDay day : UnreadableDay.of(user)) {
      found.add(place, RecordError.DAY_NOT_READABLE, day.field(), day.value());
    }
  }

  private void status(User user) {
    String status = user.code("status").orElse("ACTIVE");
    if (!status.equalsIgnoreCase("ACTIVE") && !status.equalsIgnoreCase("INACTIVE")) {
      found.add(place, RecordError.STATUS_UNKNOWN);
    }
  }

  private void contactInfo(User user) {
    JsonNode contact = user.get(User.CONTACT_INFO);
    boolean hasLists =
        contact.isMissingNode()
            || (contact.isObject()
                && List.of("address", "email", "phone").stream()
                    .map(contact::path)
                    .allMatch(list -> list.isMissingNode() || list.isArray()));
    if (!hasLists) {
      found.add(
          place,
          RecordError.JOBS_MAY_FAIL,
          "contact_info is not an object of the lists address, email and phone");
      return;
    }
    preferredEmail(user, contact.path("email").isEmpty());
  }

  private void preferredEmail(User user, boolean hasNoEmail) {
    switch (user.preferredEmail().status()) {
      case USABLE -> {}
      case NONE -> {
        if (!hasNoEmail) {
          found.add(place, RecordError.EMAIL_NOT_PREFERRED);
        }
      }
      case SEVERAL -> found.add(place, RecordError.SEVERAL_PREFERRED_EMAILS);
      case UNUSABLE -> found.add(place, RecordError.EMAIL_NOT_USABLE);
    }
  }
}
