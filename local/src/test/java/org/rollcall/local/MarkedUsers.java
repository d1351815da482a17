package org.rollcall.local;

import java.util.List;

/** Users whose personal values occur nowhere else, so that a test can search for them. */
final class MarkedUsers {

  /** The personal values. Only the library and the user may see them. */
  static final List<String> VALUES =
      List.of(
          "Zephyrine",
          "Ottoline",
          "Quatermain",
          "Zephie",
          "zq.",
          "Quince Row",
          "0199-7734",
          "1987-03-04",
          "pin-4710",
          "locker-4711",
          "fine-4712",
          "thesis-4713",
          "card-4714");

  private MarkedUsers() {}

  /** An external user with a value in every part of the record. */
  static Patron user(String id) {
    return Patron.external(id)
        .with("first_name", "Zephyrine")
        .with("middle_name", "Ottoline")
        .with("last_name", "Quatermain")
        .with("pref_first_name", "Zephie")
        .with("full_name", "Zephyrine Ottoline Quatermain")
        .with("birth_date", "1987-03-04Z")
        .with("pin_number", "pin-4710")
        .withJson(
            "contact_info",
            """
            {'email': [{'email_address': '%s', 'preferred': true, 'segment_type': 'External'}],
             'address': [{'line1': '7 Quince Row', 'city': 'Quince Row', 'preferred': true}],
             'phone': [{'phone_number': '0199-7734', 'preferred_sms': true}]}
            """
                .formatted(email(id)))
        .withJson(
            "user_note",
            """
            [{'note_type': 'GENERAL', 'note_text': 'key of locker-4711', 'segment_type': 'Internal'}]
            """)
        .withJson(
            "user_block",
            """
            [{'block_type': 'GENERAL', 'block_description': '02-GLOBAL', 'block_status': 'ACTIVE',
              'block_note': 'fine-4712', 'segment_type': 'Internal'}]
            """)
        .withJson(
            "user_statistic",
            """
            [{'statistic_category': 'AL', 'statistic_note': 'thesis-4713', 'segment_type': 'External'}]
            """)
        .withJson("user_identifier", "[{'id_type': 'BARCODE', 'value': 'card-4714'}]");
  }

  static String email(String id) {
    return "zq." + id + "@marked.example";
  }
}
