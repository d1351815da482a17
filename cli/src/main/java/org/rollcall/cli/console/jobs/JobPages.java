package org.rollcall.cli.console.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.cli.command.RepositoryHome;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Download;
import org.rollcall.cli.console.web.Answer.GoOn;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.Answer.Redirect;
import org.rollcall.cli.console.web.EventStream;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.Route.Access;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.jobs.DiscardCommand;
import org.rollcall.cli.jobs.JobPage;
import org.rollcall.cli.jobs.JobSummaries;
import org.rollcall.cli.jobs.JobSummary;
import org.rollcall.cli.jobs.StopCommand;
import org.rollcall.cli.report.ReportRebuild;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;

/** The pages about jobs. */
public final class JobPages {

  /** The path of the list. */
  public static final String LIST = "/jobs";

  /** The path of the page for a new job. With {@code ?job=ID}, it begins with that job's input. */
  public static final String NEW = "/new";

  /** The path of the letters that jobs have sent. With {@code ?job=ID}, it has those of one job. */
  static final String LETTERS = "/inbox";

  /** The path of the page for a new job that begins with a set. */
  public static String newWithSet(String set) {
    return UrlText.address(NEW, Map.of("set", set));
  }

  private static final int PAGE_SIZE = 25;

  /** The files of a report, with their media types. */
  private static final Map<String, String> FILES =
      Map.of(
          "report.html", "text/html; charset=utf-8",
          "users.csv", "text/csv; charset=utf-8",
          "failed.csv", "text/csv; charset=utf-8",
          "report.json", "application/json");

  private static final View LIST_VIEW = View.of(JobPages.class, "jobs.html");
  private static final View JOB_VIEW = View.of(JobPages.class, "job.html");
  private static final View LIVE_VIEW = View.of(JobPages.class, "live.html");
  private static final View QUESTION_VIEW = View.of(JobPages.class, "question.html");

  private static final View TO_CONSOLE = View.of(JobPages.class, "to-console.html");

  private final Stack stack;
  private final Sessions sessions;
  private final StateGraph graph = StateGraph.ofJobs(RepositoryHome.path());

  public JobPages(Stack stack, Sessions sessions) {
    this.stack = stack;
    this.sessions = sessions;
  }

  public List<Route> routes() {
    return List.of(
        Route.page(LIST, this::list),
        Route.page("/jobs/{id}", this::job),
        Route.events("/jobs/{id}/events", this::follow),
        Route.page("/jobs/{id}/stop", this::askToStop),
        Route.action("/jobs/{id}/stop", this::stop),
        Route.page("/jobs/{id}/discard", this::askToDiscard),
        Route.action("/jobs/{id}/discard", this::discard),
        Route.page("/jobs/{id}/rebuild", this::askToRebuild),
        Route.action("/jobs/{id}/rebuild", this::rebuild),
        Route.page("/reports/{key}/{id}/" + ReportLinks.SEGMENT, this::fromReport)
            .to(Access.PUBLIC),
        Route.page("/reports/{key}/{id}/{file}", this::file).to(Access.PUBLIC));
  }

  /** The path of a job's page. */
  public static String path(JobId id) {
    return UrlText.path("jobs", id.value());
  }

  /**
   * The job that an address names.
   *
   * @throws RefusedException if it is not a job ID, which could lead out of the folder of jobs
   */
  public static JobId id(WebRequest request) throws RefusedException {
    return JobId.parse(request.parameter("id"))
        .orElseThrow(() -> RefusedException.notFound("There is no job with this ID."));
  }

  private Answer list(WebRequest request) {
    Optional<String> after = request.query("after");
    JobPage page = JobPage.read(stack, after, PAGE_SIZE);
    return Page.of("Jobs", LIST, LIST_VIEW, JobListModel.of(page, after, stack.bucket()));
  }

  private Answer job(WebRequest request) throws RefusedException {
    JobId id = id(request);
    // The summary is newer, so that a page of a job that has ended meanwhile loads itself again.
    JobObserver.View view = new JobObserver(stack, id).look();
    JobSummary summary = new JobSummaries(stack).read(id.value());
    JobModel model = JobModel.read(stack, summary, view, live(view), request.session());
    return Page.of(model.title(), LIST, JOB_VIEW, model);
  }

  private String live(JobObserver.View view) {
    return LIVE_VIEW.render(LiveModel.of(view, graph));
  }

  /** Sends the progress of a job until it ends. */
  private void follow(WebRequest request, EventStream events) throws Exception {
    JobObserver observer = new JobObserver(stack, id(request));
    String shown = "";
    while (events.isOpen()) {
      JobObserver.View view = observer.look();
      String html = live(view);
      if (html.equals(shown)) {
        events.ping();
      } else {
        events.send("part", html);
      }
      shown = html;
      if (!view.isRunning()) {
        events.send("end", "");
        return;
      }
      Thread.sleep(Math.max(1000, 2 * stack.pollInterval().toMillis()));
    }
  }

  private static Page question(
      String title, JobId id, String action, String text, String button, String style) {
    return Page.of(
        title,
        LIST,
        QUESTION_VIEW,
        Map.of(
            "id",
            id.value(),
            "path",
            UrlText.path("jobs", id.value(), action),
            "back",
            path(id),
            "text",
            text,
            "button",
            button,
            "style",
            style));
  }

  private Answer askToStop(WebRequest request) throws RefusedException {
    return question(
        "Stop the job?",
        id(request),
        "stop",
        "Users and letters in progress are finished, and no others are started. The changes until"
            + " then are kept.",
        "Stop the job",
        "danger");
  }

  private Answer stop(WebRequest request) throws RefusedException {
    JobId id = id(request);
    StopCommand.stop(stack, id, "stopped in the console by " + request.operator());
    return new Redirect(path(id));
  }

  private Answer askToDiscard(WebRequest request) throws RefusedException {
    return question(
        "Discard the preview?",
        id(request),
        "discard",
        "Nobody can confirm it any more. Its report remains.",
        "Discard the preview",
        "danger");
  }

  private Answer discard(WebRequest request) throws RefusedException {
    JobId id = id(request);
    DiscardCommand.discard(stack, id, request.operator().toString());
    return new Redirect(path(id));
  }

  private Answer askToRebuild(WebRequest request) throws RefusedException {
    JobId id = id(request);
    String label =
        new JobFolder(stack.bucket(), id).has("report.json")
            ? "Update the report"
            : "Make the report";
    return question(
        label + "?",
        id,
        "rebuild",
        "The report is made again from the job's folder, with the deliveries of letters until now. It"
            + " changes no user. It can take some minutes, because functions that are still running"
            + " are waited for.",
        label,
        "");
  }

  private Answer rebuild(WebRequest request) throws RefusedException {
    JobId id = id(request);
    stack.recordDeliveries();
    new ReportRebuild(stack).run(id);
    return new Redirect(path(id));
  }

  /** A file of a report. The key in its address replaces the cookie; see {@code reportKey}. */
  private Answer file(WebRequest request) throws RefusedException, IOException {
    Optional<String> type = Optional.ofNullable(FILES.get(request.parameter("file")));
    requireKey(request);
    if (type.isEmpty()) {
      throw RefusedException.notFound("There is no such file.");
    }
    String key = new JobFolder(stack.bucket(), id(request)).key(request.parameter("file"));
    InputStream content =
        stack
            .bucket()
            .open(key)
            .orElseThrow(() -> RefusedException.notFound("The job does not have this file."));
    boolean isPage = request.parameter("file").equals("report.html");
    return new Download(type.get(), isPage ? withLinks(content, request) : content, isPage);
  }

  private InputStream withLinks(InputStream report, WebRequest request)
      throws RefusedException, IOException {
    JobSummary summary = new JobSummaries(stack).read(id(request).value());
    return ReportLinks.add(report, JobActions.of(summary, Optional.empty(), "").links());
  }

  private void requireKey(WebRequest request) throws RefusedException {
    if (sessions.ofReportKey(request.parameter("key")).isEmpty()) {
      throw RefusedException.notFound("There is no such file, or the session has ended.");
    }
  }

  /** Goes from a report to a page of the console. */
  private Answer fromReport(WebRequest request) throws RefusedException {
    requireKey(request);
    String path =
        ReportLinks.target(id(request), request.query("to").orElse(""))
            .orElseThrow(() -> RefusedException.notFound("There is no such page."));
    return new GoOn(Page.of("Console", "", TO_CONSOLE, Map.of("path", path)), path);
  }
}
