package org.rollcall.cli.console.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.cli.console.compose.ComposeModel.Around;
import org.rollcall.cli.console.jobs.ExecutionState;
import org.rollcall.cli.console.jobs.JobPages;
import org.rollcall.cli.console.jobs.JobStarts;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.Answer.Redirect;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.run.PreviewCommand;
import org.rollcall.cli.run.RunCommand;
import org.rollcall.cli.stack.JobErrors;
import org.rollcall.cli.stack.JobRefusedException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Fault;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;
import org.rollcall.json.InputShape;
import org.rollcall.json.Json;
import org.rollcall.prepare.JobForm;
import org.rollcall.time.SystemClock;

/** The page on which a new job is composed, and started as a preview. */
public final class ComposePages {

  public static final String PATH = JobPages.NEW;

  private static final View VIEW = View.of(ComposePages.class, "compose.html");

  /** An input can be sent three times: as the base, as the text, and in the fields. */
  private static final int MAX_BYTES = 3 * Route.MAX_FORM_BYTES;

  /** The field of the form with the address at which it was begun. */
  private static final String FROM = "from";

  private static final Pattern ADDRESS = Pattern.compile("/new(\\?(job|set)=[\\w.%*+~-]*)?");

  /** How long a rejection is waited for, so that the errors are shown at their fields. */
  private static final Duration REJECTION_TIMEOUT = Duration.ofSeconds(4);

  private final Stack stack;
  private final JobStarts starts;
  private final SetCounts counts;
  private final UserGroups groups;
  private final Drafts drafts = new Drafts();

  public ComposePages(Stack stack, JobStarts starts) {
    this.stack = stack;
    this.starts = starts;
    this.counts = new SetCounts(stack);
    this.groups = new UserGroups(stack);
  }

  public List<Route> routes() {
    return List.of(Route.page(PATH, this::begin), Route.action(PATH, MAX_BYTES, this::act));
  }

  /** One request for the page. */
  private record Visit(WebRequest request, Around around, Choices choices, InputShape shape) {}

  private Visit visit(WebRequest request, String from, boolean isKept) {
    Choices choices = Choices.read(stack, groups);
    Around around = new Around(from, isKept, request.form("kind").orElse(""));
    return new Visit(request, around, choices, JobForm.ofPreview(choices.codes()));
  }

  private Answer begin(WebRequest request) throws RefusedException {
    ObjectNode input = Json.MAPPER.createObjectNode();
    List<Fault> faults = List.of();
    String address = PATH;
    Optional<String> job = request.query("job");
    Optional<String> set = request.query("set");
    if (job.isPresent()) {
      ExecutionState execution =
          JobId.parse(job.get())
              .flatMap(id -> ExecutionState.find(stack, id))
              .orElseThrow(
                  () -> RefusedException.notFound("The input of this job is not known any more."));
      input = read(execution.input());
      faults = execution.isRejected() ? JobErrors.read(execution.cause()) : List.of();
      address = UrlText.address(PATH, Map.of("job", job.get()));
    } else if (set.isPresent()) {
      input.put("set", set.get());
      address = JobPages.newWithSet(set.get());
    }
    ObjectNode begun = Json.MAPPER.createObjectNode();
    begun.put("initiated_by", request.operator().toString());
    input.properties().forEach(key -> begun.putIfAbsent(key.getKey(), key.getValue()));
    begun.remove("mode");
    Draft fresh = Draft.of(begun);
    Optional<Drafts.Kept> kept =
        drafts.find(request.session(), address).filter(found -> !found.draft().equals(fresh));
    return kept.isPresent()
        ? page(visit(request, kept.get().from(), true), kept.get().draft(), List.of(), false)
        : page(visit(request, address, false), fresh, faults, false);
  }

  private static ObjectNode read(String input) throws RefusedException {
    try {
      if (Json.MAPPER.readTree(input) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // As for an input that is no object.
    }
    throw RefusedException.invalid("The input of this job is not a JSON object.");
  }

  private Answer act(WebRequest request) throws Exception {
    String action = request.form("do").orElse("");
    String from = request.form(FROM).filter(ADDRESS.asMatchPredicate()).orElse(PATH);
    if (action.equals("afresh")) {
      drafts.drop(request.session());
      return new Redirect(from);
    }
    Visit visit = visit(request, from, request.form("kept").isPresent());
    Map<String, List<String>> sent = request.form();
    Draft draft = Draft.received(sent, visit.shape(), side(action));
    Draft done = draft.with(done(action, draft.input(), request));
    // A script counts the members of a form in which nothing was changed yet.
    if (!action.equals("count") || !draft.input().equals(Draft.base(sent))) {
      drafts.keep(request.session(), from, done);
    }
    return action.equals("preview")
        ? preview(visit, draft)
        : page(visit, done, List.of(), action.equals("count"));
  }

  private static Draft.Side side(String action) {
    return switch (action) {
      case "form" -> Draft.Side.FORM;
      case "json" -> Draft.Side.JSON;
      default -> Draft.Side.NONE;
    };
  }

  /** The input after a button of the form was pressed. */
  private static ObjectNode done(String action, ObjectNode input, WebRequest request) {
    ObjectNode result = input.deepCopy();
    String path = action.replaceFirst("^[a-z]+:?", "");
    if (action.startsWith("remove:")) {
      JsonPlace.of(path).take(result);
    } else if (action.startsWith("add:")) {
      JsonPlace.of(path).addEntry(result);
    } else if (action.equals("change")) {
      request
          .form("kind")
          .ifPresent(
              kind ->
                  new JsonPlace(List.of(InputForm.CHANGES, kind))
                      .set(result, Json.MAPPER.createObjectNode()));
    } else if (action.equals("example")) {
      request.form("example").ifPresent(query -> result.putObject("set").put("query", query));
    }
    return result;
  }

  private Answer preview(Visit visit, Draft draft) throws Exception {
    if (!draft.isClear()) {
      return page(visit, draft, List.of(), false).withStatus(400);
    }
    ObjectNode input = draft.input().deepCopy();
    input.put("initiated_by", visit.request().operator().toString());
    PreviewCommand.makePreview(input);
    List<Fault> faults = new ArrayList<>(JobForm.check(input, visit.choices().codes()));
    if (Json.bytes(input).length > RunCommand.MAX_INPUT_BYTES) {
      faults.add(new Fault("", "", "the input is larger than 256 KiB; put the members into a set"));
    }
    if (!faults.isEmpty()) {
      return page(visit, draft, faults, false).withStatus(400);
    }
    try {
      JobId id = starts.start(visit.request(), input);
      List<Fault> rejection = rejection(id);
      if (rejection.isEmpty()) {
        drafts.drop(visit.request().session());
        return new Redirect(JobPages.path(id));
      }
      faults.addAll(rejection);
    } catch (JobRefusedException e) {
      faults.addAll(e.errors());
    }
    return page(visit, draft, faults, false).withStatus(400);
  }

  /**
   * The errors for which a job is rejected; none if it is accepted, or if that is not known soon.
   * The job's page shows them then.
   */
  private List<Fault> rejection(JobId id) throws InterruptedException {
    JobFolder folder = new JobFolder(stack.bucket(), id);
    Instant end = SystemClock.INSTANCE.instant().plus(REJECTION_TIMEOUT);
    while (SystemClock.INSTANCE.instant().isBefore(end) && folder.findJob().isEmpty()) {
      Optional<ExecutionState> execution = ExecutionState.find(stack, id);
      if (execution.filter(found -> !found.isRunning()).isPresent()) {
        return execution.get().isRejected() ? JobErrors.read(execution.get().cause()) : List.of();
      }
      Thread.sleep(stack.pollInterval().toMillis());
    }
    return List.of();
  }

  private Page page(Visit visit, Draft draft, List<Fault> faults, boolean counting) {
    JsonNode set = draft.input().path("set");
    Optional<SetCounts.Counted> counted =
        counting && Json.isFilled(set) ? Optional.of(counts.count(set)) : counts.known(set);
    InputForm form = new InputForm(draft.input(), visit.shape());
    // A page that a script changes keeps its policy, so that the letter's styles are always
    // allowed.
    return Page.of(
            "New job",
            PATH,
            VIEW,
            ComposeModel.of(
                draft,
                visit.around(),
                form,
                visit.choices(),
                faults,
                notes(draft, visit.request().operator().toString()),
                counted,
                LetterSample.of(stack, visit.choices(), draft.input(), visit.request(), counted)))
        .withLetters();
  }

  private static List<String> notes(Draft draft, String operator) {
    List<String> notes = new ArrayList<>();
    if (draft.isConflict()) {
      notes.add(
          "Both the form and the JSON were changed. Choose which one to keep, with one of the"
              + " buttons at the JSON.");
    }
    String named = draft.input().path("initiated_by").asText(operator);
    if (!named.equals(operator)) {
      notes.add(
          "The preview starts in your name, " + operator + ", and not in that of " + named + ".");
    }
    if (draft.input().has("mode")) {
      notes.add("The button Preview sets the mode, whatever the JSON says.");
    }
    return notes;
  }
}
