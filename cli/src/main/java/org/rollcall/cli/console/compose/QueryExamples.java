package org.rollcall.cli.console.compose;

import java.util.List;
import org.rollcall.cli.console.compose.FormPart.Choice;

/** Queries to begin with. Those of docs/sets.md, which explains them. */
final class QueryExamples {

  static final List<Choice> ALL =
      List.of(
          example("A user group", "user_group.value = 'UG'"),
          example(
              "Active users of two groups",
              "user_group.value in ['UG', 'PG'] and status.value = 'ACTIVE'"),
          example("External accounts", "account_type.value = 'EXTERNAL'"),
          example("Expired before today", "expiry_date < $today()"),
          example("Expire before a day", "expiry_date < '2027-01-01'"),
          example("Without an expiry date", "$not($exists(expiry_date))"),
          example("In a statistical category", "user_statistic[statistic_category.value = 'EN']"),
          example("With a role", "user_role[role_type.value = '32']"),
          example("With an active block", "user_block[block_status = 'ACTIVE']"),
          example("With a word in a note", "user_note[$contains(note_text, 'locker')]"),
          example(
              "Without a preferred email address",
              "$not($exists(contact_info.email[preferred = true]))"));

  private QueryExamples() {}

  private static Choice example(String members, String query) {
    return new Choice("", query, members + ": " + query, false);
  }
}
