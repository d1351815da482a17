package org.rollcall.cli.console.users;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.Answer.Redirect;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.users.MemberSample.Row;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;

/** The pages about users. They change nothing. */
public record UserPages(Stack stack) {

  /** The path of the search. */
  public static final String LIST = "/users";

  private static final View LIST_VIEW = View.of(UserPages.class, "users.html");
  private static final View USER_VIEW = View.of(UserPages.class, "user.html");
  private static final View CHANGES_VIEW = View.of(UserPages.class, "changes.html");

  public List<Route> routes() {
    return List.of(
        Route.page(LIST, this::list),
        Route.page("/users/{id}", this::user),
        Route.page("/users/{id}/jobs/{job}", this::changes));
  }

  /** The path of a user's page. */
  public static String path(String primaryId) {
    return UrlText.path("users", primaryId);
  }

  /** A way to find users, in the form. */
  record Choice(String value, String label, boolean isChosen) {}

  /** A user in the list. */
  record Found(String path, Row user) {}

  /**
   * The values of the page with the search.
   *
   * @param error why the query is invalid; empty if it is valid
   * @param more how many users were found beside those in the list
   */
  record ListModel(
      String text,
      List<Choice> kinds,
      boolean isSearch,
      String error,
      int total,
      List<Found> users,
      int more,
      List<String> remarks) {
    ListModel {
      kinds = List.copyOf(kinds);
      users = List.copyOf(users);
      remarks = List.copyOf(remarks);
    }
  }

  private Answer list(WebRequest request) {
    UserSearch search =
        new UserSearch(
            UserSearch.Kind.of(request.query("by")), request.query("q").orElse("").strip());
    if (search.text().isEmpty()) {
      boolean isSent = request.query("by").isPresent();
      return page(search, Optional.empty(), isSent ? "Enter something to find." : "")
          .withStatus(isSent ? 400 : 200);
    }
    Optional<PrimaryId> exact = search.exact(stack.users());
    if (exact.isPresent()) {
      return new Redirect(path(exact.get().toString()));
    }
    try {
      return page(search, Optional.of(search.run(stack)), "");
    } catch (CommandException e) {
      if (e.exitCode() != ExitCode.REJECTED) {
        throw e;
      }
      return page(search, Optional.empty(), String.valueOf(e.getMessage())).withStatus(400);
    }
  }

  private static Page page(UserSearch search, Optional<UserSearch.Result> result, String error) {
    List<Row> rows = result.map(UserSearch.Result::first).orElse(List.of());
    int total = result.map(UserSearch.Result::total).orElse(0);
    return Page.of(
        "Users",
        LIST,
        LIST_VIEW,
        new ListModel(
            search.text(),
            Arrays.stream(UserSearch.Kind.values())
                .map(kind -> new Choice(kind.name(), kind.label(), kind == search.kind()))
                .toList(),
            result.isPresent(),
            error,
            total,
            rows.stream().map(row -> new Found(path(row.id()), row)).toList(),
            total - rows.size(),
            result.map(UserSearch.Result::remarks).orElse(List.of())));
  }

  private StoredUser find(WebRequest request) throws RefusedException {
    PrimaryId id = PrimaryId.of(request.parameter("id"));
    return Optional.of(id)
        .filter(PrimaryId::isValid)
        .flatMap(stack.users()::find)
        .orElseThrow(() -> RefusedException.notFound("No user has this primary ID."));
  }

  private Answer user(WebRequest request) throws RefusedException {
    UserModel model = UserModel.of(find(request), stack);
    return Page.of(model.title(), LIST, USER_VIEW, model);
  }

  private Answer changes(WebRequest request) throws RefusedException {
    StoredUser user = find(request);
    Map<String, JobReference> jobs = UserModel.changes(user.state());
    JobReference root =
        Optional.ofNullable(jobs.get(request.parameter("job")))
            .orElseThrow(
                () ->
                    RefusedException.notFound("This job is not among the last ones of this user."));
    String id = user.user().primaryId().toString();
    return Page.of(
        "Changes by " + root.jobId(),
        LIST,
        CHANGES_VIEW,
        UserChanges.read(user, root, stack.bucket(), path(id)));
  }
}
