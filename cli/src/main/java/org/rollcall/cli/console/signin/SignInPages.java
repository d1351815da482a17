package org.rollcall.cli.console.signin;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.cli.console.inbox.InboxPages;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.stack.Stack;
import org.rollcall.credential.LinkCheck;
import org.rollcall.credential.LinkCheck.Verdict;

/**
 * Plays the sign-in service that receives links of letters. Opening a link shows a form, as mail
 * scanners open links too. Only the form consumes the token.
 */
public record SignInPages(Stack stack) {

  /** The path of the page. */
  public static final String PATH = "/sign-in";

  private static final View VIEW = View.of(SignInPages.class, "sign-in.html");

  /** The token in a link. */
  private static final Pattern TOKEN = Pattern.compile("[?&]token=([^&#\\s]*)");

  public List<Route> routes() {
    return List.of(Route.page(PATH, this::open), Route.action(PATH, this::signIn));
  }

  /**
   * The values of the page.
   *
   * @param link the token of the link that was opened; empty if there is none
   * @param verdict the verdict on the token; empty before the form was sent
   * @param user who signed in; empty if nobody did
   */
  record Model(String link, String verdict, String sentence, String user, String userPath) {}

  private Answer open(WebRequest request) throws RefusedException {
    check();
    return page(new Model(request.query("token").orElse(""), "", "", "", ""));
  }

  private Answer signIn(WebRequest request) throws RefusedException {
    LinkCheck.Answer answer = check().check(token(request.form("link").orElse("")), true);
    String user = answer.primaryId().orElse("");
    return page(
        new Model(
            "",
            answer.verdict().name(),
            sentence(answer.verdict()),
            user,
            answer.primaryId().map(id -> UrlText.path("users", id)).orElse("")));
  }

  private static Page page(Model model) {
    return Page.of("Sign in with a link", InboxPages.LIST, VIEW, model);
  }

  /** The token in a link, or the text itself. */
  private static String token(String text) {
    Matcher token = TOKEN.matcher(text);
    return token.find() ? token.group(1) : text;
  }

  private LinkCheck check() throws RefusedException {
    Optional<LinkCheck> check = stack.linkCheck();
    return check.orElseThrow(
        () -> RefusedException.notFound("On AWS, your sign-in service receives the links."));
  }

  /** What a sign-in service knows. It shows its users only that the link cannot be used. */
  private static String sentence(Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED -> "The link was used now. A sign-in service lets this user choose a password.";
      case CONSUMED -> "The link was used before.";
      case EXPIRED -> "The link has expired.";
      case SUPERSEDED -> "A later job has issued another password or link for the user.";
      case WITHDRAWN -> "The user was deleted, is external or not active, or the job was undone.";
      case WRONG -> "There is no such link.";
    };
  }
}
