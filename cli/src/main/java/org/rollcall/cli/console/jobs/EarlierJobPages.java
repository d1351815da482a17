package org.rollcall.cli.console.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rollcall.cli.console.jobs.EarlierJobModel.Option;
import org.rollcall.cli.console.jobs.EarlierJobModel.Sent;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.Answer.Redirect;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.jobs.NextCommand;
import org.rollcall.cli.report.JobReports;
import org.rollcall.cli.run.EarlierJobRequest;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Faults;
import org.rollcall.id.JobId;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterRepository;
import org.rollcall.report.Counters;
import org.rollcall.report.Report;

/** The pages that retry, continue, confirm and undo a job. They make the commands' inputs. */
public final class EarlierJobPages {

  private static final View VIEW = View.of(EarlierJobPages.class, "earlier.html");

  private final Stack stack;
  private final JobStarts starts;

  public EarlierJobPages(Stack stack, JobStarts starts) {
    this.stack = stack;
    this.starts = starts;
  }

  /** What a page does, with the last segment of its path, which is also the command. */
  private enum Action {
    RETRY("retry", "Retry the job?", "Retry"),
    CONTINUE("continue", "Continue the job?", "Continue"),
    CONFIRM("confirm", "Confirm the preview?", "Confirm"),
    UNDO("undo", "Undo the job?", "Undo now");

    private final String segment;
    private final String title;
    private final String button;

    Action(String segment, String title, String button) {
      this.segment = segment;
      this.title = title;
      this.button = button;
    }
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Action action : Action.values()) {
      String path = "/jobs/{id}/" + action.segment;
      routes.add(Route.page(path, request -> ask(action, request, "")));
      routes.add(Route.action(path, request -> start(action, request)));
    }
    return routes;
  }

  private Report report(JobId id) throws RefusedException {
    return new JobReports(stack.bucket())
        .find(id)
        .orElseThrow(
            () ->
                RefusedException.notFound(
                    "This job has no report yet. Wait until it has ended, or make its report."));
  }

  private Page ask(Action action, WebRequest request, String problem) throws RefusedException {
    JobId id = JobPages.id(request);
    Report report = report(id);
    List<NextCommand> next = NextCommand.after(report, stack);
    boolean isRedo = action == Action.UNDO && report.undoOf().isPresent();
    String command = isRedo ? NextCommand.REDO : action.segment;
    boolean isPossible = next.stream().anyMatch(found -> found.action().equals(command));
    EarlierJobModel model =
        new EarlierJobModel(
            id.value(),
            UrlText.path("jobs", id.value(), action.segment),
            JobPages.path(id),
            text(action, report, isRedo),
            problem,
            isPossible ? "" : obstacle(action, report),
            facts(action, report),
            action == Action.CONFIRM
                ? SecondPerson.of(report, next, stack, request.operator()).stream().toList()
                : List.of(),
            membersToType(action, report),
            JobStarts.newKey(),
            action == Action.CONFIRM ? report.previewSha256().orElse("") : "",
            action != Action.RETRY,
            action == Action.UNDO ? letters(request) : List.of(),
            action == Action.UNDO,
            isRedo ? "Redo now" : action.button,
            new Sent(
                request.form("first").orElse(""),
                request.form("typed").orElse(""),
                request.form("letter").orElse(""),
                request.form("staff").isPresent()));
    return Page.of(isRedo ? "Redo the job?" : action.title, JobPages.LIST, VIEW, model);
  }

  private static List<String> text(Action action, Report report, boolean isRedo) {
    return switch (action) {
      case RETRY ->
          List.of(
              "The job runs again for the members that failed, were not reached, or are owed a letter"
                  + report.remaining().map(left -> ": " + left).orElse("")
                  + ".",
              "Nothing is done a second time.");
      case CONTINUE ->
          List.of(
              "The job goes on with the members that were held back, or with the next of them.");
      case CONFIRM ->
          List.of(
              "Runs exactly what the preview has shown. Users who have changed since are skipped.");
      case UNDO ->
          isRedo
              ? List.of(
                  "The undone job is done again. It issues new passwords, and sends its letter again.")
              : List.of(
                  "Undoes what the job, its retries and its continuations did. What others have"
                      + " changed since is left alone. Letters that were sent stay sent.");
    };
  }

  private static String obstacle(Action action, Report report) {
    return switch (action) {
      case RETRY -> "There is nothing to retry.";
      case CONTINUE -> "There are no members to continue with, or another job has continued.";
      case CONFIRM ->
          report.previewSha256().isEmpty()
              ? "The preview is not complete, so that it cannot be confirmed."
              : "The preview cannot be confirmed any more: it was confirmed or discarded, it has"
                  + " expired, or the job is no preview.";
      case UNDO -> "There is nothing to undo, or the job was undone before.";
    };
  }

  private List<JobModel.Fact> facts(Action action, Report report) {
    List<JobModel.Fact> facts = new ArrayList<>();
    Counters counters = report.counters();
    facts.add(JobModel.Fact.of("Job", report.jobName()));
    facts.add(JobModel.Fact.of("Members", count(counters.members())));
    if (action == Action.CONFIRM) {
      facts.add(JobModel.Fact.of("Would be updated", count(counters.wouldChange())));
      facts.add(JobModel.Fact.of("Letters would be sent", count(counters.wouldSend())));
      facts.add(JobModel.Fact.of("Passwords would be reset", count(counters.wouldReset())));
      facts.add(JobModel.Fact.of("Previewed by", report.initiatedBy()));
      facts.add(JobModel.Fact.of("Digest", report.previewSha256().orElse("none")));
      report
          .previewExpires()
          .ifPresent(
              end ->
                  facts.add(
                      JobModel.Fact.of(
                          "Can be confirmed until",
                          TimeText.of(end, TimeText.zone(stack.bucket())).text())));
    } else {
      facts.add(JobModel.Fact.of("Updated", count(counters.updated())));
      facts.add(JobModel.Fact.of("Letters sent", count(counters.lettersSent())));
    }
    return facts;
  }

  private static String count(int count) {
    return String.format(Locale.UK, "%,d", count);
  }

  /** A job that resets passwords asks for the number of its members. */
  private static int membersToType(Action action, Report report) {
    return action == Action.CONFIRM && report.counters().wouldReset() > 0
        ? report.counters().members()
        : 0;
  }

  private List<Option> letters(WebRequest request) {
    Faults unused = new Faults();
    String chosen = request.form("letter").orElse("");
    return Institution.read(stack.bucket(), unused)
        .map(
            institution ->
                new LetterRepository(stack.bucket(), institution, stack.sender(), unused).types())
        .orElse(List.of())
        .stream()
        .map(type -> new Option(type, type.equals(chosen)))
        .toList();
  }

  private Answer start(Action action, WebRequest request) throws Exception {
    JobId id = JobPages.id(request);
    Optional<String> first = request.form("first").map(String::strip);
    if (first.filter(text -> !text.matches("[1-9]\\d{0,8}")).isPresent()) {
      return ask(
              action, request, "The number of first members must be a whole number of at least 1.")
          .withStatus(400);
    }
    int members = membersToType(action, report(id));
    if (members > 0 && !typed(request).equals(Integer.toString(members))) {
      return ask(action, request, "Type the number of members, to show that you have read it.")
          .withStatus(400);
    }
    ObjectNode input =
        request(action, id.value(), request, first.map(Integer::valueOf))
            .input(request.operator().toString());
    return new Redirect(JobPages.path(starts.start(request, input)));
  }

  /** The typed number, without grouped thousands. */
  private static String typed(WebRequest request) {
    return request.form("typed").orElse("").replaceAll("[\\s.,’']", "");
  }

  private static EarlierJobRequest request(
      Action action, String id, WebRequest request, Optional<Integer> first) {
    return switch (action) {
      case RETRY -> EarlierJobRequest.retry(id);
      case CONTINUE -> EarlierJobRequest.continuation(id, first);
      case CONFIRM -> EarlierJobRequest.confirm(id, request.form("digest"), first);
      case UNDO ->
          EarlierJobRequest.undo(
              id,
              first,
              request.form("do").filter("preview"::equals).isPresent(),
              request.form("letter"),
              request.form("staff").isPresent());
    };
  }
}
