package org.rollcall.cli.console.web;

import java.util.List;
import java.util.Optional;
import org.rollcall.user.PrimaryId;

/**
 * What surrounds the content of a page. Templates of pages may use these values too.
 *
 * @param title the page's title
 * @param stack what the console works on, such as {@code rollcall (AWS)}
 * @param operator the operator's primary ID; empty without one
 * @param token the token for forms; empty without a session
 * @param navigation the entries of the navigation; none without an operator
 * @param content the page's HTML; empty while it is rendered
 */
record Frame(
    String title,
    String stack,
    String operator,
    String token,
    List<Entry> navigation,
    String content) {

  private static final View LAYOUT = View.of(Frame.class, "layout.html");

  Frame {
    navigation = List.copyOf(navigation);
  }

  /** An entry of the navigation. */
  record Entry(String path, String label, boolean isCurrent) {}

  /** The frame of a page. */
  static Frame of(
      Answer.Page page, Optional<Session> session, String stack, List<Navigation> navigation) {
    Optional<PrimaryId> operator = session.flatMap(Session::operator);
    return new Frame(
        page.title(),
        stack,
        operator.map(PrimaryId::toString).orElse(""),
        session.map(found -> found.token).orElse(""),
        operator.isEmpty()
            ? List.of()
            : navigation.stream()
                .map(
                    entry ->
                        new Entry(entry.path(), entry.label(), entry.path().equals(page.section())))
                .toList(),
        "");
  }

  /** The whole page as HTML. */
  String render(Answer.Page page) {
    String html = page.view().render(page.model(), this);
    return LAYOUT.render(new Frame(title, stack, operator, token, navigation, html));
  }
}
