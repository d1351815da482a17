package org.rollcall.cli.console.library;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.console.jobs.JobPages;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.users.MemberSample;
import org.rollcall.cli.users.MemberSample.Row;
import org.rollcall.cli.users.StoredSets;

/** The pages about sets. */
public record SetPages(Stack stack) {

  /** The path of the list. */
  public static final String LIST = "/sets";

  private static final int MAX_SHOWN = 50;

  private static final View LIST_VIEW = View.of(SetPages.class, "sets.html");
  private static final View SET_VIEW = View.of(SetPages.class, "set.html");

  public List<Route> routes() {
    return List.of(Route.page(LIST, this::list), Route.page("/sets/{name}", this::set));
  }

  /** A set in the list. */
  record Stored(String name, String path, String key, String file, String newJob) {}

  /** A member with the path of the user's page; empty if there is no such user. */
  record Member(Row user, String path) {}

  /**
   * The values of a set's page.
   *
   * @param error why the set cannot be used; empty if it can be
   * @param more how many members are not listed
   */
  record Model(
      String name,
      String key,
      String file,
      String download,
      String newJob,
      String error,
      int total,
      List<Member> members,
      int more,
      List<String> remarks) {
    Model {
      members = List.copyOf(members);
      remarks = List.copyOf(remarks);
    }
  }

  private Answer list(WebRequest request) {
    List<Stored> sets =
        StoredSets.keys(stack.bucket()).entrySet().stream()
            .map(
                set ->
                    new Stored(
                        set.getKey(),
                        UrlText.path("sets", set.getKey()),
                        set.getValue(),
                        FilePages.path(set.getValue()),
                        JobPages.newWithSet(set.getKey())))
            .toList();
    return Page.of("Sets", LIST, LIST_VIEW, Map.of("sets", sets));
  }

  private Answer set(WebRequest request) throws RefusedException {
    String name = request.parameter("name");
    String key =
        Optional.ofNullable(StoredSets.keys(stack.bucket()).get(name))
            .orElseThrow(() -> RefusedException.notFound("There is no set with this name."));
    try {
      MemberSample members = MemberSample.of(stack, TextNode.valueOf(name), MAX_SHOWN);
      return page(name, key, "", Optional.of(members));
    } catch (CommandException e) {
      if (e.exitCode() != ExitCode.REJECTED) {
        throw e;
      }
      return page(name, key, String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private static Page page(String name, String key, String error, Optional<MemberSample> members) {
    return Page.of(
        name,
        LIST,
        SET_VIEW,
        new Model(
            name,
            key,
            FilePages.path(key),
            FilePages.downloadPath(key),
            JobPages.newWithSet(name),
            error,
            members.map(found -> found.members().size()).orElse(0),
            members
                .map(found -> found.first().stream().map(SetPages::member).toList())
                .orElse(List.of()),
            members.map(MemberSample::more).orElse(0),
            members.map(MemberSample::remarks).orElse(List.of())));
  }

  private static Member member(Row row) {
    return new Member(row, row.isFound() ? UrlText.path("users", row.id()) : "");
  }
}
