package org.rollcall.report;

import static java.util.function.Predicate.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;

/**
 * The tables and the page of a job's report. {@code users.csv} contains all data of the members
 * that the other files contain. It is written last, so that an interrupted change can be repeated
 * from it.
 */
public final class ReportFiles {

  private static final String PAGE = "report.html";
  private static final String FAILED = "failed.csv";
  private static final String USERS = "users.csv";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSV = "text/csv; charset=utf-8";

  private final JobFolder folder;

  public ReportFiles(JobFolder folder) {
    this.folder = folder;
  }

  void write(Report report, List<MemberRow> rows) {
    folder.write(PAGE, ReportPage.of(report, rows), HTML);
    folder.write(FAILED, CsvTables.failed(rows), CSV);
    folder.write(USERS, CsvTables.users(rows), CSV);
  }

  /**
   * Replaces a person by an alias. The files are rewritten from {@code report.json} and {@code
   * users.csv} only, so that the rows of other members do not change. The summary of a preview
   * loses the values that only one member has. If one of these is missing or damaged, the creation
   * of the report was interrupted; its files are then deleted, because the report can be created
   * again.
   *
   * @param ids the primary IDs of the person in the report
   * @param alias replaces the primary ID
   * @return the message IDs of the person's letters; empty if the person is not in the report
   */
  public Optional<Set<String>> anonymize(Set<PrimaryId> ids, String alias) {
    Optional<Report> report = readReport();
    Optional<List<MemberRow>> users = readUsers();
    boolean isComplete =
        report.isPresent()
            && users.filter(rows -> rows.size() == report.get().counters().members()).isPresent();
    if (!isComplete) {
      List.of(PAGE, FAILED, USERS).forEach(folder::delete);
      return Optional.empty();
    }
    List<MemberRow> rows = users.orElseThrow();
    List<MemberRow> ofPerson =
        rows.stream().filter(row -> ids.contains(PrimaryId.of(row.primaryId()))).toList();
    if (ofPerson.isEmpty()) {
      return Optional.empty();
    }
    write(
        withoutSingleValues(report.get()),
        rows.stream().map(row -> ofPerson.contains(row) ? row.anonymized(alias) : row).toList());
    return Optional.of(
        ofPerson.stream()
            .map(MemberRow::messageId)
            .filter(not(String::isEmpty))
            .collect(Collectors.toSet()));
  }

  private Report withoutSingleValues(Report report) {
    if (report.summary().isEmpty()) {
      return report;
    }
    ObjectNode json = Json.MAPPER.valueToTree(report);
    json.set("summary", Json.MAPPER.valueToTree(report.summary().get().withoutSingleValues()));
    byte[] changed = Json.pretty(json);
    folder.write(JobEnd.REPORT, changed, JobFolder.JSON);
    return Json.read(changed, Report.class);
  }

  private Optional<Report> readReport() {
    try {
      return folder.find(JobEnd.REPORT, Report.class);
    } catch (JobFolderException e) {
      return Optional.empty();
    }
  }

  private Optional<List<MemberRow>> readUsers() {
    return folder.read(USERS).flatMap(ReportFiles::parseUsers);
  }

  /** A damaged table can fail in the CSV reader or in the conversion of a cell. */
  private static Optional<List<MemberRow>> parseUsers(byte[] users) {
    try {
      return Optional.of(CsvTables.readUsers(users));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
