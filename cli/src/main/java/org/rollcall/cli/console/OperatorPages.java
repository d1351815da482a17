package org.rollcall.cli.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.console.jobs.JobPages;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.Answer.Redirect;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.Route.Access;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.stack.Stack;

/** The pages that ask who uses the console, and that end the session. */
record OperatorPages(Stack stack, Sessions sessions) {

  static final String PATH = "/operator";

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
    return request.session().operator().isPresent() ? new Redirect(JobPages.LIST) : page("", "");
  }

  private static Page page(String id, String error) {
    return Page.of("Who are you?", "", FORM, Map.of("id", id, "error", error));
  }

  private Answer choose(WebRequest request) {
    if (request.session().operator().isPresent()) {
      return new Redirect(JobPages.LIST);
    }
    Optional<String> id = request.form("operator").map(String::strip);
    try {
      request.session().signIn(new Operators(stack).require(id.orElse("")));
    } catch (CommandException e) {
      return page(id.orElse(""), e.getMessage()).withStatus(e.exitCode() == 2 ? 400 : 500);
    }
    return new Redirect(request.session().startPage().orElse(JobPages.LIST));
  }

  private Answer end(WebRequest request) {
    sessions.end();
    return Page.of("The session has ended", "", ENDED, Map.of());
  }
}
