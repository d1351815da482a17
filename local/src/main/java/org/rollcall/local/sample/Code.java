package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A code of one of Alma's code tables, with its description. */
record Code(String value, String desc) {

  static final Code NONE = new Code("", "");

  static final Code PUBLIC = new Code("PUBLIC", "Public");
  static final Code STAFF_RECORD = new Code("STAFF", "Staff");

  static final Code UNDERGRADUATE = new Code("UG", "Undergraduate");
  static final Code POSTGRADUATE = new Code("PG", "Postgraduate");
  static final Code DOCTORAL = new Code("PHD", "Doctoral candidate");
  static final Code ALUMNI = new Code("ALUMNI", "Alumni");
  static final Code RESIDENT = new Code("RESIDENT", "Resident");
  static final Code VISITOR = new Code("VISITOR", "Visiting reader");
  static final Code STAFF = new Code("STAFF", "Library staff");

  static final Code INTERNAL = new Code("INTERNAL", "Internal");
  static final Code EXTERNAL = new Code("EXTERNAL", "External");

  static final Code ACTIVE = new Code("ACTIVE", "Active");
  static final Code INACTIVE = new Code("INACTIVE", "Inactive");

  static final Code INSTITUTION = new Code("01RC_INST", "Rillcombe University Library");
  static final Code MAIN_LIBRARY = new Code("MAIN", "Main Library");
  static final Code LAW_LIBRARY = new Code("LAW", "Law Library");

  static final Code USER_MANAGER = new Code("21", "User Manager");
  static final Code USER_ADMINISTRATOR = new Code("50", "User Administrator");
  static final Code PATRON = new Code("200", "Patron");

  static final Code CIRCULATION_DESK_OPERATOR = new Code("32", "Circulation Desk Operator");

  static final Code BARCODE = new Code("BARCODE", "Barcode");
  static final Code INSTITUTION_ID = new Code("INST_ID", "Institution ID");
  static final Code AWS_PRINCIPAL = new Code("AWS_PRINCIPAL", "AWS principal");

  static final Code GENERAL_BLOCK = new Code("GENERAL", "General");
  static final Code LOAN_BLOCK = new Code("LOAN", "Loan");
  static final Code ADDRESS_UNCONFIRMED = new Code("01-ADDRESS", "Address to be confirmed");
  static final Code OVERDUE = new Code("03-OVERDUE", "Overdue item");

  static final Code GENERAL_NOTE = new Code("GENERAL", "General");
  static final Code ADDRESS_NOTE = new Code("ADDRESS", "Address");

  static final Code DEFAULT_CATALOGER_LEVEL = new Code("00", "[00] Default Level");
  static final Code BORROWING_ACTIVITY =
      new Code("FulUserBorrowingActivityLetter", "Borrowing Activity");

  ObjectNode toJson() {
    return JsonNodeFactory.instance.objectNode().put("value", value).put("desc", desc);
  }
}
