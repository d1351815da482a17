package org.rollcall.cli.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.cli.console.jobs.JobPages;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.Answer.Redirect;
import org.rollcall.cli.console.web.ErrorPage;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.Route.Access;
import org.rollcall.cli.console.web.Session;
import org.rollcall.cli.console.web.Session.Refusal;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Fault;
import org.rollcall.local.StackContents;

/** The pages that ask who uses the console, and that end the session. */
record OperatorPages(Stack stack, Sessions sessions) {

  static final String PATH = "/operator";
  private static final String FIELD = "operator";

  private static final View FORM = View.of(OperatorPages.class, "operator.html");
  private static final View ENDED = View.of(OperatorPages.class, "ended.html");

  List<Route> routes() {
    return List.of(
        Route.page(PATH, this::form).to(Access.SESSION),
        Route.action(PATH, this::choose).to(Access.SESSION),
        Route.action("/end", this::end).to(Access.SESSION),
        Route.page("/", request -> new Redirect(JobPages.LIST)));
  }

  private Answer form(WebRequest request) {
    Session session = request.session();
    if (session.operator().isPresent()) {
      return new Redirect(JobPages.LIST);
    }
    Optional<Refusal> refused = session.takeRefusal(PATH);
    return Page.of(
        "Who are you?",
        "",
        FORM,
        Map.of(
            "id",
            refused.map(refusal -> refusal.field(FIELD)).orElse(""),
            "error",
            refused.map(Refusal::reason).orElse(""),
            "sample",
            sampleOperators()));
  }

  private Answer choose(WebRequest request) {
    if (request.session().operator().isPresent()) {
      return new Redirect(JobPages.LIST);
    }
    String id = request.form(FIELD).map(String::strip).orElse("");
    Operators operators = new Operators(stack);
    String problem =
        id.isEmpty()
            ? "Enter your primary ID."
            : operators.problems(id).stream()
                .map(OperatorPages::sentence)
                .collect(Collectors.joining(" "));
    if (!problem.isEmpty()) {
      request.session().refuse(new Refusal(PATH, request.form(), problem));
      return new Redirect(PATH);
    }
    request.session().signIn(operators.require(id));
    return new Redirect(request.session().startPage().orElse(JobPages.LIST));
  }

  /** A message that begins with the ID of the user is not capitalized. */
  private static String sentence(Fault fault) {
    return switch (fault.code()) {
      case "OPERATOR_NOT_FOUND" ->
          ErrorPage.sentence(fault.message()) + " Enter the ID, not the name.";
      case "OPERATOR_NOT_ACTIVE", "OPERATOR_WITHOUT_ROLE" -> fault.message() + ".";
      default -> ErrorPage.sentence(fault.message());
    };
  }

  /** The operators of the sample institution, if the stack is a data folder that has them. */
  private Map<String, List<String>> sampleOperators() {
    List<String> ids =
        stack.isEphemeral()
            ? StackContents.SAMPLE_OPERATORS.stream()
                .filter(id -> new Operators(stack).problems(id).isEmpty())
                .toList()
            : List.of();
    return ids.isEmpty() ? Map.of() : Map.of("ids", ids);
  }

  private Answer end(WebRequest request) {
    sessions.end();
    return Page.of("The session has ended", "", ENDED, Map.of());
  }
}
