package org.rollcall.cli.console.jobs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.cli.console.web.View;
import org.rollcall.id.JobId;

/**
 * The links from the page of a report to the console. The report is in a sandbox, from which the
 * browser sends no cookie. So they lead to a page of the console that needs none, and goes on by
 * itself. Its address has the key of the session's reports.
 */
final class ReportLinks {

  /** The last segment of the page that goes on. */
  static final String SEGMENT = "console";

  private static final View VIEW = View.of(ReportLinks.class, "report-links.html");

  /** How much of a report is searched for the end of its header, in bytes. */
  private static final int MAX_HEAD = 512 * 1024;

  private static final String END_OF_HEADER = "</header>";

  private ReportLinks() {}

  /** A link. The path is relative to the report. */
  record Link(String path, String label) {}

  /**
   * Adds the links to a report's page.
   *
   * @param actions what can be done with the job
   */
  static InputStream add(InputStream report, List<JobActions.Action> actions) throws IOException {
    List<Link> links = actions.stream().flatMap(action -> link(action).stream()).toList();
    byte[] head = report.readNBytes(MAX_HEAD);
    // Each byte is one character, so that nothing is changed.
    String text = new String(head, ISO_8859_1);
    int end = text.indexOf(END_OF_HEADER);
    if (end < 0) {
      return new SequenceInputStream(new ByteArrayInputStream(head), report);
    }
    String added = new String(VIEW.render(Map.of("links", links)).getBytes(UTF_8), ISO_8859_1);
    byte[] changed = (text.substring(0, end) + added + text.substring(end)).getBytes(ISO_8859_1);
    return new SequenceInputStream(new ByteArrayInputStream(changed), report);
  }

  /** The link for an action on a page of a job. The job of a redo is the undo. */
  private static Optional<Link> link(JobActions.Action action) {
    String[] path = action.path().split("/", -1);
    return path.length == 4 && path[1].equals("jobs")
        ? Optional.of(new Link("../" + path[2] + "/" + SEGMENT + "?to=" + path[3], action.label()))
        : Optional.empty();
  }

  /**
   * The page of the console that a link means.
   *
   * @param to the last segment of the page's path; empty for the job's page
   * @return empty if there is no such page
   */
  static Optional<String> target(JobId job, String to) {
    if (to.isEmpty()) {
      return Optional.of(JobPages.path(job));
    }
    if (to.equals("users")) {
      return Optional.of("/users");
    }
    return JobActions.isPage(to) ? Optional.of(JobPages.path(job) + "/" + to) : Optional.empty();
  }
}
