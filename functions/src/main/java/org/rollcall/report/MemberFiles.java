package org.rollcall.report;

import java.io.Closeable;

/**
 * What the files of a report say about its members, who are added one by one. It is in temporary
 * files, so that the memory for a report does not depend on the number of members. See D-179.
 */
final class MemberFiles implements Closeable {

  private final TemporaryFile users = new TemporaryFile();
  private final TemporaryFile failed = new TemporaryFile();
  private final TemporaryFile pageRows = new TemporaryFile();
  private final CsvTables tables = new CsvTables(users.output(), failed.output());
  private final PageRows rows;

  /**
   * Files without members.
   *
   * @param members the number of members that will be added
   * @param showsValues whether the page has the values of changed fields
   */
  MemberFiles(int members, boolean showsValues) {
    this.rows = new PageRows(pageRows.output(), members, showsValues);
  }

  void add(MemberRow row) {
    tables.add(row);
    rows.add(row);
  }

  /** Ends the files. Then no member can be added any more. */
  void finish() {
    tables.finish();
    rows.finish();
  }

  /** The content of {@code users.csv}. */
  TemporaryFile users() {
    return users;
  }

  /** The content of {@code failed.csv}. */
  TemporaryFile failed() {
    return failed;
  }

  /** The blocks of the page. */
  TemporaryFile pageRows() {
    return pageRows;
  }

  @Override
  public void close() {
    users.close();
    failed.close();
    pageRows.close();
  }
}
