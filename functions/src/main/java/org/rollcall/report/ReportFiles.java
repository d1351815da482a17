package org.rollcall.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.BucketException;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.json.Json;
import org.rollcall.report.PreviewSummary.FieldSummary;
import org.rollcall.user.PrimaryId;

/**
 * The tables and the page of a job's report. {@code users.csv} contains all members. It is written
 * last, so that an erasure that was interrupted finds the person there again.
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

  void write(Report report, MemberFiles files) {
    writePage(report, files.pageRows());
    write(FAILED, files.failed(), CSV);
    write(USERS, files.users(), CSV);
  }

  private void writePage(Report report, TemporaryFile rows) {
    byte[] before = ReportPage.beforeRows(report);
    byte[] after = ReportPage.afterRows();
    folder.write(
        PAGE,
        before.length + rows.length() + after.length,
        () ->
            new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(before), rows.open()),
                new ByteArrayInputStream(after)),
        HTML);
  }

  private void write(String name, TemporaryFile content, String type) {
    folder.write(name, content.length(), content::open, type);
  }

  /**
   * Replaces a person by an alias. Each file is rewritten from itself, so that the rows of other
   * members do not change. The summary of a preview loses the values that only one member has. If
   * one of the files is missing or damaged, the creation of the report was interrupted; its files
   * are then deleted, because the report can be created again.
   *
   * @param ids the primary IDs of the person in the report
   * @param alias replaces the primary ID
   * @return the message IDs of the person's letters; empty if the person is not in the report
   */
  public Optional<Set<String>> anonymize(Set<PrimaryId> ids, String alias) {
    Optional<Report> report = readReport();
    try (TemporaryFile users = new TemporaryFile();
        TemporaryFile failed = new TemporaryFile();
        TemporaryFile rows = new TemporaryFile()) {
      Optional<CsvTables.Erased> erased =
          report.flatMap(found -> anonymize(ids, alias, found, users, failed));
      if (erased.isEmpty()) {
        return deleteFiles();
      }
      if (erased.get().ofPerson() == 0) {
        return Optional.empty();
      }
      if (!anonymizePage(ids, alias, report.orElseThrow(), rows)) {
        return deleteFiles();
      }
      writePage(withoutSingleValues(report.orElseThrow()), rows);
      write(FAILED, failed, CSV);
      write(USERS, users, CSV);
      return Optional.of(erased.get().messageIds());
    }
  }

  private Optional<Set<String>> deleteFiles() {
    List.of(PAGE, FAILED, USERS).forEach(folder::delete);
    return Optional.empty();
  }

  /** Copies the tables; empty if {@code users.csv} is missing, damaged, or of another report. */
  private Optional<CsvTables.Erased> anonymize(
      Set<PrimaryId> ids, String alias, Report report, TemporaryFile users, TemporaryFile failed) {
    CsvTables tables = new CsvTables(users.output(), failed.output());
    try (InputStream source = folder.open(USERS).orElseGet(InputStream::nullInputStream)) {
      CsvTables.Erased erased = tables.anonymize(source, ids, alias);
      tables.finish();
      return Optional.of(erased).filter(done -> done.members() == report.counters().members());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BucketException e) {
      throw e;
    } catch (RuntimeException e) {
      // A damaged table can fail in the CSV reader or in the conversion of a cell.
      return Optional.empty();
    }
  }

  /** Copies the members of the page. Returns false if it is missing or damaged. */
  private boolean anonymizePage(
      Set<PrimaryId> ids, String alias, Report report, TemporaryFile rows) {
    Optional<InputStream> page = folder.open(PAGE);
    if (page.isEmpty()) {
      return false;
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(page.get(), StandardCharsets.UTF_8))) {
      int members = PageRows.anonymize(lines, ids, alias, rows.output());
      int ofJob = report.counters().members();
      return members == ofJob || ofJob > PageRows.MAX_MEMBERS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Report withoutSingleValues(Report report) {
    Optional<PreviewSummary> summary = report.summary().map(PreviewSummary::withoutSingleValues);
    List<FieldSummary> fields = PreviewSummary.withoutSingleValues(report.changedFields());
    if (summary.equals(report.summary()) && fields.equals(report.changedFields())) {
      return report;
    }
    ObjectNode json = Json.MAPPER.valueToTree(report);
    summary.ifPresent(found -> json.set("summary", Json.MAPPER.valueToTree(found)));
    json.set("changed_fields", Json.MAPPER.valueToTree(fields));
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
}
