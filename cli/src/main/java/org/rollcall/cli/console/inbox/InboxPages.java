package org.rollcall.cli.console.inbox;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.rollcall.cli.console.inbox.LetterSecrets.Secret;
import org.rollcall.cli.console.jobs.TimeText;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Download;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.LetterView;
import org.rollcall.cli.console.web.LetterView.Form;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.stack.Stack;
import org.rollcall.credential.TemporaryPassword;

/** The pages about the letters that jobs of a data folder have sent. */
public final class InboxPages {

  /** The path of the list. */
  public static final String LIST = "/inbox";

  /** How much of the source is on the page, in bytes. */
  private static final int MAX_SHOWN_SOURCE = 1024 * 1024;

  private static final View LIST_VIEW = View.of(InboxPages.class, "inbox.html");
  private static final View LETTER_VIEW = View.of(InboxPages.class, "letter.html");
  private static final View NONE_VIEW = View.of(InboxPages.class, "no-inbox.html");

  private final Stack stack;
  private Optional<TemporaryPassword> passwords = Optional.empty();

  public InboxPages(Stack stack) {
    this.stack = stack;
  }

  public List<Route> routes() {
    return List.of(
        Route.page(LIST, this::list),
        Route.page("/inbox/{name}", this::letter),
        Route.page("/inbox/{name}/{file}", this::file));
  }

  /** The path of the list with the letters to a user. */
  public static String pathOfRecipient(String primaryId) {
    return UrlText.address(LIST, Map.of("to", primaryId));
  }

  private LetterSecrets secrets() {
    Supplier<Optional<TemporaryPassword>> derivation = this::passwords;
    return new LetterSecrets(stack.bucket(), derivation);
  }

  private synchronized Optional<TemporaryPassword> passwords() {
    if (passwords.isEmpty()) {
      passwords = stack.inboxPasswords();
    }
    return passwords;
  }

  private Answer list(WebRequest request) {
    Optional<Path> folder = stack.inbox();
    if (folder.isEmpty()) {
      return Page.of("Inbox", LIST, NONE_VIEW, Map.of());
    }
    InboxSearch search =
        new InboxSearch(
            request.query("job").orElse(""),
            request.query("to").orElse(""),
            request.query("q").orElse(""),
            request.query("before").orElse(""));
    InboxSearch.Result result = search.run(new Mailbox(folder.get()), secrets());
    return Page.of(
        "Inbox", LIST, LIST_VIEW, InboxModel.of(search, result, TimeText.zone(stack.bucket())));
  }

  private Mailbox mailbox() throws RefusedException {
    return new Mailbox(
        stack.inbox().orElseThrow(() -> RefusedException.notFound("This stack has no inbox.")));
  }

  private static RefusedException notFound() {
    return RefusedException.notFound("There is no such letter in the inbox.");
  }

  private Answer letter(WebRequest request) throws RefusedException {
    String name = request.parameter("name");
    Mailbox mailbox = mailbox();
    Mail mail = mailbox.mail(name).orElseThrow(InboxPages::notFound);
    Optional<Secret> secret =
        mail.problem().isPresent() ? Optional.empty() : secrets().of(name, mail);
    Optional<String> html = secret.flatMap(known -> mail.html().flatMap(known::masked));
    Optional<String> text = secret.flatMap(known -> mail.text().flatMap(known::masked));
    Optional<String> headers = secret.flatMap(known -> known.masked(headers(mail)));
    List<Form> forms = new ArrayList<>();
    html.ifPresent(any -> forms.add(Form.HTML));
    text.ifPresent(any -> forms.add(Form.TEXT));
    headers.ifPresent(any -> forms.add(Form.HEADERS));
    forms.add(Form.SOURCE);
    LetterView view = LetterView.of(request, UrlText.path("inbox", name), Map.of(), forms);
    String content =
        switch (view.form()) {
          case HTML -> html.orElseThrow();
          case TEXT -> text.orElseThrow();
          case HEADERS -> headers.orElseThrow();
          case SOURCE -> source(mailbox, name);
        };
    ZoneId zone = TimeText.zone(stack.bucket());
    LetterModel model = LetterModel.of(name, mail, secret, view.form(), view.render(content), zone);
    return Page.of(model.title(), LIST, LETTER_VIEW, model).withLetters();
  }

  private static String headers(Mail mail) {
    return mail.fields().stream()
        .map(field -> field.name() + ": " + field.value())
        .collect(Collectors.joining("\n"));
  }

  private static String source(Mailbox mailbox, String name) {
    byte[] content = mailbox.content(name).orElse(new byte[0]);
    int shown = Math.min(content.length, MAX_SHOWN_SOURCE);
    return new String(content, 0, shown, StandardCharsets.UTF_8);
  }

  /** The file itself. The end of the address is the name under which a browser saves it. */
  private Answer file(WebRequest request) throws RefusedException {
    byte[] content = mailbox().content(request.parameter("name")).orElseThrow(InboxPages::notFound);
    return new Download("application/octet-stream", new ByteArrayInputStream(content), false);
  }
}
