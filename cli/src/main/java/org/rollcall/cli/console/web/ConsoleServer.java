package org.rollcall.cli.console.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.rollcall.cli.console.web.Answer.Download;
import org.rollcall.cli.console.web.Answer.GoOn;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.Answer.Redirect;
import org.rollcall.cli.console.web.Route.Access;
import org.rollcall.id.JobId;

/**
 * The web server of the console, on the loopback address. The order of its checks: the host, the
 * session, the token and the origin, the operator; then the page's handler. See D-180.
 */
public final class ConsoleServer implements AutoCloseable {

  /** The maximum number of event streams, each of which occupies a thread. */
  static final int MAX_STREAMS = 6;

  private static final int THREADS = 16;

  private static final View SIGNED_IN = View.of(ConsoleServer.class, "signed-in.html");
  private static final View NO_SESSION = View.of(ConsoleServer.class, "no-session.html");

  static {
    // The JDK reads these properties when the first server of the process is created.
    setDefault("sun.net.httpserver.maxReqTime", "10");
    setDefault("sun.net.httpserver.nodelay", "true");
    setDefault("jdk.httpserver.maxConnections", "200");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, new Workers());
  private final Semaphore streams = new Semaphore(MAX_STREAMS);
  private final String name;
  private final RequestGuard guard;
  private final Sessions sessions;
  private final Site site;
  private final List<Route> routes;
  private volatile boolean isStopping;

  /**
   * What the server shows.
   *
   * @param stack what the console works on, for the heading of each page
   * @param isOnAws whether the services are those of AWS, for the sentences about errors
   * @param home the path of the first page
   * @param operatorPage the path of the page that asks for the operator
   */
  public record Site(
      String stack,
      boolean isOnAws,
      String home,
      String operatorPage,
      List<Navigation> navigation,
      List<Route> routes) {

    public Site {
      navigation = List.copyOf(navigation);
      routes = List.copyOf(routes);
    }
  }

  private ConsoleServer(HttpServer server, Sessions sessions, Site site) {
    this.server = server;
    this.sessions = sessions;
    this.site = site;
    name = Secret.create().substring(0, 12) + ".localhost";
    guard = RequestGuard.of(name, server.getAddress().getPort());
    routes = new ArrayList<>(site.routes());
    routes.add(asset("console.css", "text/css; charset=utf-8"));
    routes.add(asset("console.js", "text/javascript; charset=utf-8"));
  }

  /**
   * Starts a server.
   *
   * @param port the port, or 0 for any free port
   * @param links receives each new link, by which one browser can sign in once
   * @throws UncheckedIOException if the port cannot be used
   */
  public static ConsoleServer start(
      int port, Sessions sessions, Site site, Consumer<SignInLink> links) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      var console = new ConsoleServer(server, sessions, site);
      server.createContext("/", console::handle);
      server.setExecutor(console.threads);
      server.start();
      sessions.open(secret -> links.accept(new SignInLink(console.name, console.port(), secret)));
      return console;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static Route asset(String file, String type) {
    byte[] content = View.resource(ConsoleServer.class, file);
    return Route.page(
            "/" + file, request -> new Download(type, new ByteArrayInputStream(content), false))
        .to(Access.PUBLIC);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Stops at once. Requests in progress are aborted. */
  @Override
  public void close() {
    isStopping = true;
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Responses responses = new Responses(exchange, site);
    try (exchange) {
      try {
        respond(exchange, responses);
      } catch (IOException e) {
        // The browser has closed the connection.
      } catch (Exception e) {
        responses.send(ErrorPage.of(e, site.isOnAws()).page(), Optional.empty());
      }
    }
  }

  private void respond(HttpExchange exchange, Responses responses) throws Exception {
    String host = guard.requireHost(exchange);
    URI uri = exchange.getRequestURI();
    List<String> path =
        Optional.ofNullable(uri.getRawPath())
            .flatMap(UrlText::segments)
            .orElseThrow(() -> RefusedException.notFound("There is no such page."));
    if (path.equals(List.of("start"))) {
      begin(exchange, host, responses);
      return;
    }
    Matched matched = match(exchange.getRequestMethod(), path);
    Route route = matched.route();
    Optional<Session> session =
        Cookies.session(exchange).flatMap(cookie -> sessions.use(cookie, host));
    if (route.access() != Access.PUBLIC && session.isEmpty()) {
      refuseStranger(responses, RequestReader.keptText(exchange, route, host));
      return;
    }
    try {
      answer(exchange, matched, host, session, responses);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      responses.send(ErrorPage.of(e, site.isOnAws()).page(), session);
    }
  }

  /**
   * The page for a browser without a session.
   *
   * @param kept the text that it has sent; empty if there is none
   */
  private void refuseStranger(Responses responses, String kept) throws IOException {
    sessions.offerLink();
    responses.send(
        Page.of("Not signed in", "", NO_SESSION, Map.of("kept", kept)).withStatus(403),
        Optional.empty());
  }

  private void answer(
      HttpExchange exchange,
      Matched matched,
      String host,
      Optional<Session> session,
      Responses responses)
      throws Exception {
    Route route = matched.route();
    WebRequest request = RequestReader.read(exchange, route, matched.parameters(), host, session);
    if (route.access() == Access.OPERATOR && request.session().operator().isEmpty()) {
      responses.send(new Redirect(site.operatorPage()), session);
    } else if (route.handler() instanceof Route.EventHandler events) {
      stream(exchange, events, request, responses);
    } else if (route.handler() instanceof Route.PageHandler page) {
      Answer answer = page.answer(request);
      // The answer may have ended the session.
      responses.send(answer, session.filter(sessions::isLive));
    }
  }

  private record Matched(Route route, Map<String, String> parameters) {}

  private Matched match(String method, List<String> path) throws RefusedException {
    boolean isKnown = false;
    for (Route route : routes) {
      var parameters = route.match(path);
      if (parameters.isPresent() && route.method().equals(method)) {
        return new Matched(route, parameters.get());
      }
      isKnown |= parameters.isPresent();
    }
    throw isKnown
        ? new RefusedException(405, "This page does not answer " + method + " requests.")
        : RefusedException.notFound("There is no such page.");
  }

  /** Uses up the link, and signs the browser in, unless it is signed in already. */
  private void begin(HttpExchange exchange, String host, Responses responses) throws Exception {
    var query =
        UrlText.fields(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    Optional<Session> session =
        exchange.getRequestMethod().equals("GET")
            ? query.getOrDefault("link", List.of()).stream()
                .findFirst()
                .flatMap(link -> sessions.begin(link, host))
            : Optional.empty();
    if (session.isEmpty()) {
      if (Cookies.session(exchange).flatMap(cookie -> sessions.use(cookie, host)).isPresent()) {
        signedIn(site.home(), responses);
      } else {
        refuseStranger(responses, "");
      }
      return;
    }
    query.getOrDefault("job", List.of()).stream()
        .findFirst()
        .flatMap(JobId::parse)
        .ifPresent(job -> session.get().startAt(UrlText.path("jobs", job.value())));
    Cookies.set(exchange, session.get());
    signedIn(session.get().startPage().orElse(site.home()), responses);
  }

  /** A page that goes on to the first one by itself. */
  private static void signedIn(String first, Responses responses) throws IOException {
    Page page = Page.of("Signed in", "", SIGNED_IN, Map.of("first", first));
    responses.send(new GoOn(page, first), Optional.empty());
  }

  private void stream(
      HttpExchange exchange, Route.EventHandler handler, WebRequest request, Responses responses)
      throws Exception {
    if (!streams.tryAcquire()) {
      throw new RefusedException(
          429, "Too many pages follow jobs at the same time. Close one, and load this page again.");
    }
    try {
      responses.startEvents();
      EventStream events =
          new EventStream(
              exchange.getResponseBody(), () -> !isStopping && sessions.isLive(request.session()));
      try {
        handler.stream(request, events);
      } catch (IOException e) {
        throw e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        events.send("failed", ErrorPage.of(e, site.isOnAws()).text());
      }
    } finally {
      streams.release();
    }
  }
}
