package org.rollcall.table;

import org.rollcall.error.ErrorCode;

/** A file that is not a table, or is damaged. */
public final class UnreadableTableException extends RuntimeException {

  private final transient ErrorCode code;
  private final transient Object[] values;

  UnreadableTableException(ErrorCode code, Object... values) {
    super(code.message(values), null, false, false);
    this.code = code;
    this.values = values.clone();
  }

  static UnreadableTableException damagedWorkbook() {
    return new UnreadableTableException(TableError.DAMAGED_WORKBOOK);
  }

  public ErrorCode code() {
    return code;
  }

  /** The values of the placeholders in the code's template. */
  public Object[] values() {
    return values.clone();
  }
}
