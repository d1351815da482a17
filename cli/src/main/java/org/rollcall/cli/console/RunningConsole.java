package org.rollcall.cli.console;

import com.google.common.base.Throwables;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.console.compose.ComposePages;
import org.rollcall.cli.console.inbox.InboxPages;
import org.rollcall.cli.console.jobs.EarlierJobPages;
import org.rollcall.cli.console.jobs.JobPages;
import org.rollcall.cli.console.jobs.JobStarts;
import org.rollcall.cli.console.letters.LetterPages;
import org.rollcall.cli.console.library.FilePages;
import org.rollcall.cli.console.library.InstitutionPages;
import org.rollcall.cli.console.library.SetPages;
import org.rollcall.cli.console.signin.SignInPages;
import org.rollcall.cli.console.users.UserPages;
import org.rollcall.cli.console.web.ConsoleServer;
import org.rollcall.cli.console.web.Navigation;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.SignInLink;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.time.SystemClock;

/** The console on one stack, from its start until it is closed. All its pages are listed here. */
public final class RunningConsole implements AutoCloseable {

  private final ConsoleServer server;

  private RunningConsole(ConsoleServer server) {
    this.server = server;
  }

  /**
   * Starts the console, which asks for the operator.
   *
   * @param notes receives the lines with each new link
   */
  public static RunningConsole start(Stack stack, int port, Consumer<String> notes) {
    return start(
        stack,
        port,
        new Sessions(new Operators(stack).known(Optional.empty()), SystemClock.INSTANCE),
        link -> lines(link, Optional.empty()).forEach(notes));
  }

  /**
   * Starts the console.
   *
   * @param stack stays open when the console is closed
   * @param port the port, or 0 for any free port
   * @param links receives each new link
   * @throws CommandException if the port cannot be used
   */
  public static RunningConsole start(
      Stack stack, int port, Sessions sessions, Consumer<SignInLink> links) {
    try {
      return new RunningConsole(ConsoleServer.start(port, sessions, site(stack, sessions), links));
    } catch (UncheckedIOException e) {
      throw CommandException.rejected(
          CommandError.CONSOLE_PORT_UNAVAILABLE,
          port,
          String.valueOf(Throwables.getRootCause(e).getMessage()));
    }
  }

  private static ConsoleServer.Site site(Stack stack, Sessions sessions) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new OperatorPages(stack, sessions).routes());
    JobStarts starts = new JobStarts(stack);
    routes.addAll(new JobPages(stack, sessions).routes());
    routes.addAll(new EarlierJobPages(stack, starts).routes());
    routes.addAll(new ComposePages(stack, starts).routes());
    routes.addAll(new UserPages(stack).routes());
    routes.addAll(new LetterPages(stack).routes());
    routes.addAll(new InboxPages(stack).routes());
    routes.addAll(new SignInPages(stack).routes());
    routes.addAll(new SetPages(stack).routes());
    routes.addAll(new InstitutionPages(stack).routes());
    routes.addAll(new FilePages(stack).routes());
    return new ConsoleServer.Site(
        stack.title(),
        !stack.isEphemeral(),
        JobPages.LIST,
        OperatorPages.PATH,
        List.of(
            new Navigation(JobPages.LIST, "Jobs"),
            new Navigation(ComposePages.PATH, "New job"),
            new Navigation(UserPages.LIST, "Users"),
            new Navigation(LetterPages.LIST, "Letters"),
            new Navigation(InboxPages.LIST, "Inbox"),
            new Navigation(SetPages.LIST, "Sets"),
            new Navigation(InstitutionPages.PAGE, "Institution")),
        routes);
  }

  /**
   * The lines that show a link.
   *
   * @param job the job to show first
   */
  public static List<String> lines(SignInLink link, Optional<JobId> job) {
    return List.of(
        "The console is for the browser that opens this link first:",
        "  " + link.url(job),
        "If the browser does not find this address, open:",
        "  " + link.addressUrl(job));
  }

  /** Does something else, and closes the console after it. */
  public void during(Runnable work) {
    try {
      work.run();
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
