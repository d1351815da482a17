package org.rollcall.table;

import org.rollcall.error.ErrorCode;

/** Errors of a table's file and of its cells. */
public enum TableError implements ErrorCode {
  INVALID_CSV("not a valid table: {reason}"),
  TEXT_AFTER_QUOTE(
      "line {line}: a cell has text after its closing quote; write a quote inside a cell twice, as in"
          + " \"Ada \"\"the Great\"\"\""),
  NOT_UTF_8("contains letters that are not UTF-8; save the file as \"CSV UTF-8\""),
  TABLE_NOT_TEXT("not text; save the file as \"CSV UTF-8\""),
  INVALID_UTF_16("not valid UTF-16 text; save the file as \"CSV UTF-8\""),
  TABLE_IS_ARCHIVE("not text but a workbook or an archive; name a workbook NAME.xlsx"),
  TOO_MANY_DIGITS(
      "is a number of more than 15 digits, of which Excel has lost the last; format the column as"
          + " text, and enter the IDs again"),
  NUMBER_WITH_DECIMALS("is a number with decimals, not an ID"),
  NUMBER_SHOWN_AS_DATE("is a date; format the column as text, and enter the IDs again"),
  DATE_CELL("is a date, not an ID"),
  BOOLEAN_CELL("is TRUE or FALSE, not an ID"),
  ERROR_CELL("is an error such as #N/A, not an ID"),
  FORMULA_WITHOUT_RESULT(
      "is a formula without a result; open the workbook in a spreadsheet program, and save it"),
  DAMAGED_WORKBOOK("is damaged; open the workbook in a spreadsheet program, and save it"),
  NOT_A_WORKBOOK("not an Excel workbook (.xlsx); if it is text, name it NAME.csv"),
  ARCHIVE_NOT_A_WORKBOOK(
      "an archive, not an Excel workbook (.xlsx); save the table as \"Excel workbook (.xlsx)\""),
  OLD_WORKBOOK("an old Excel workbook (.xls); save it as \"Excel workbook (.xlsx)\""),
  PROTECTED_WORKBOOK("protected with a password; save it without a password"),
  WORKBOOK_TOO_LARGE("too large when unpacked (limit: {limit} MB)");

  private final String template;

  TableError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
