package org.rollcall.cli.console.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.user.PrimaryId;

/** A console with pages that do nothing, for each test of a class. */
abstract class ConsoleFixture {

  private static final View VIEW = View.of(ConsoleFixture.class, "hostile.html");

  final List<SignInLink> links = new ArrayList<>();
  final AtomicInteger changes = new AtomicInteger();
  final CountDownLatch streamsEnd = new CountDownLatch(1);
  final TestClock clock = new TestClock();
  String name = "<script>alert(1)</script>";
  Sessions sessions;
  ConsoleServer server;

  /** A clock that is set by hand. */
  static final class TestClock extends Clock {

    private Instant now = Instant.parse("2027-01-11T09:00:00Z");

    void advance(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void start() {
    start(Optional.of(PrimaryId.of("user.manager")));
  }

  final void start(Optional<PrimaryId> operator) {
    sessions = new Sessions(operator, clock);
    server =
        ConsoleServer.start(
            0,
            sessions,
            new ConsoleServer.Site(
                "folder",
                false,
                "/jobs",
                "/operator",
                List.of(new Navigation("/jobs", "Jobs")),
                List.of(
                    Route.page("/jobs", request -> page()),
                    Route.page("/jobs/{id}", request -> page()),
                    Route.action("/change", request -> change()),
                    Route.action("/small", 10, request -> change()),
                    Route.events("/events", (request, events) -> events.send("part", "<b>")),
                    Route.events("/endless", (request, events) -> stream(events)))),
            links::add);
  }

  Page page() {
    return Page.of(name, "/jobs", VIEW, Map.of("name", name));
  }

  Answer change() {
    changes.incrementAndGet();
    return new Answer.Redirect("/jobs");
  }

  void stream(EventStream events) throws IOException, InterruptedException {
    events.send("part", "first");
    streamsEnd.await();
  }

  @AfterEach
  void stop() {
    streamsEnd.countDown();
    server.close();
  }

  String link() {
    return links.get(links.size() - 1).addressUrl(Optional.empty());
  }

  ConsoleBrowser signIn() {
    return ConsoleBrowser.signedIn(link());
  }
}
