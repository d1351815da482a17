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
import org.rollcall.cli.console.web.Session.Refusal;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.jobs.NextCommand;
import org.rollcall.cli.report.JobReports;
import org.rollcall.cli.run.EarlierJobRequest;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Faults;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;
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
  enum Action {
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

    String title() {
      return title;
    }

    String button() {
      return button;
    }
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Action action : Action.values()) {
      String path = "/jobs/{id}/" + action.segment;
      routes.add(Route.page(path, request -> ask(action, request)));
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

  private Page ask(Action action, WebRequest request) throws RefusedException {
    JobId id = JobPages.id(request);
    Report report = report(id);
    EarlierJobText text =
        new EarlierJobText(action, report, new JobFolder(stack.bucket(), id).findJob());
    List<NextCommand> next = NextCommand.after(report, stack);
    String command = text.isRedo() ? NextCommand.REDO : action.segment;
    boolean isPossible = next.stream().anyMatch(found -> found.action().equals(command));
    boolean isConfirm = action == Action.CONFIRM;
    String path = path(action, id);
    Optional<Refusal> refusal = request.session().takeRefusal(path);
    Sent sent = refusal.map(Sent::of).orElse(Sent.NOTHING);
    EarlierJobModel model =
        new EarlierJobModel(
            id.value(),
            path,
            JobPages.path(id),
            text.lead(),
            refusal.map(Refusal::reason).orElse(""),
            isPossible ? "" : text.obstacle(),
            text.asked(),
            isConfirm ? report.warnings() : List.of(),
            facts(action, report),
            isConfirm
                ? SecondPerson.of(report, next, stack, request.operator()).stream().toList()
                : List.of(),
            membersToType(action, report),
            JobStarts.newKey(),
            isConfirm ? report.previewSha256().orElse("") : "",
            action != Action.RETRY,
            text.hasCorrection() ? letters(sent.letter()) : List.of(),
            action == Action.UNDO,
            text.hasStaff(),
            text.button(),
            sent);
    return Page.of(text.title(), JobPages.LIST, VIEW, model);
  }

  private static String path(Action action, JobId id) {
    return UrlText.path("jobs", id.value(), action.segment);
  }

  private List<JobModel.Fact> facts(Action action, Report report) {
    List<JobModel.Fact> facts = new ArrayList<>();
    Counters counters = report.counters();
    facts.add(JobModel.Fact.of("Job", report.jobName()));
    facts.add(JobModel.Fact.of("Members", count(counters.members())));
    if (action != Action.CONFIRM) {
      facts.add(JobModel.Fact.of("Updated so far", count(counters.updated())));
      addIfAny(facts, "Letters sent so far", counters.lettersSent());
      return facts;
    }
    facts.add(JobModel.Fact.of("Would be updated", count(counters.wouldChange())));
    addIfAny(facts, "Passwords would be reset", counters.wouldReset());
    report
        .letter()
        .ifPresent(
            letter ->
                facts.add(
                    JobModel.Fact.of(
                        "Letter",
                        letter + ", to " + EarlierJobText.count(counters.wouldSend(), "member"))));
    facts.add(JobModel.Fact.of("Previewed by", report.initiatedBy()));
    report
        .previewExpires()
        .ifPresent(
            end ->
                facts.add(
                    JobModel.Fact.of(
                        "Can be confirmed until",
                        TimeText.of(end, TimeText.zone(stack.bucket())).text())));
    return facts;
  }

  private static void addIfAny(List<JobModel.Fact> facts, String label, int count) {
    if (count > 0) {
      facts.add(JobModel.Fact.of(label, count(count)));
    }
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

  private List<Option> letters(String chosen) {
    Faults unused = new Faults();
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
      return refuse(
          action, request, "The size of the sample must be a whole number of at least 1.");
    }
    int members = membersToType(action, report(id));
    if (members > 0 && !typed(request).equals(Integer.toString(members))) {
      return refuse(action, request, "Type the number of members, to show that you have read it.");
    }
    ObjectNode input =
        request(action, id.value(), request, first.map(Integer::valueOf))
            .input(request.operator().toString());
    return new Redirect(JobPages.path(starts.start(request, input)));
  }

  private static Answer refuse(Action action, WebRequest request, String problem)
      throws RefusedException {
    String path = path(action, JobPages.id(request));
    request.session().refuse(new Refusal(path, request.form(), problem));
    return new Redirect(path);
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
