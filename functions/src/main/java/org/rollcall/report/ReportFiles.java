package org.rollcall.report;

import static java.util.Objects.requireNonNull;
import static java.util.function.Predicate.not;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;

/**
 * The tables and the page of a job's report. All that they say of the members is in {@code
 * users.csv}, which is written last: whatever was broken off can be begun again from it.
 */
public final class ReportFiles {

  private static final String PAGE = "report.html";
  private static final String FAILED = "failed.csv";
  private static final String USERS = "users.csv";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSV = "text/csv; charset=utf-8";

  private final JobFolder folder;

  public ReportFiles(JobFolder folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  /** Writes them all. */
  void write(Report report, List<MemberRow> rows) {
    folder.write(PAGE, ReportPage.of(report, rows), HTML);
    folder.write(FAILED, CsvTables.failed(rows), CSV);
    folder.write(USERS, CsvTables.users(rows), CSV);
  }

  /**
   * Takes a person out, from nothing but what the report itself says, so that it says the same of
   * all others whatever became of them since. What is left of a report that was broken off while it
   * was made is deleted: it is no more than the next making of it will be.
   *
   * @param names what the person may be called there
   * @param alias what is to stand there instead
   * @return SES's ids of the person's letters; nothing if the person is not in the report
   */
  public Optional<Set<String>> forget(Set<PrimaryId> names, String alias) {
    Optional<byte[]> report = folder.read("report.json");
    Optional<byte[]> users = folder.read(USERS);
    if (report.isEmpty() || users.isEmpty()) {
      List.of(PAGE, FAILED, USERS).forEach(folder::delete);
      return Optional.empty();
    }
    List<MemberRow> rows = CsvTables.read(users.get());
    List<MemberRow> theirs =
        rows.stream().filter(row -> names.contains(PrimaryId.of(row.primaryId()))).toList();
    if (theirs.isEmpty()) {
      return Optional.empty();
    }
    write(
        Json.read(report.get(), Report.class),
        rows.stream().map(row -> theirs.contains(row) ? row.forgotten(alias) : row).toList());
    return Optional.of(
        theirs.stream()
            .map(MemberRow::messageId)
            .filter(not(String::isEmpty))
            .collect(Collectors.toSet()));
  }
}
