package org.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.json.Json;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.letter.ses.Mailer;
import org.rollcall.letter.ses.SesClientConfiguration;
import org.rollcall.local.endpoint.ses.InProcessSesClient;
import org.rollcall.local.endpoint.ses.Inbox;
import org.rollcall.local.endpoint.ses.SesAccount;
import org.rollcall.local.endpoint.ses.SesService;
import org.rollcall.notify.Sleeper;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.User;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How many letters a second two threads render, build as messages and write into the inbox of a
 * data folder. The letter is the stock letter with a password. See bench/README.md.
 */
public final class LetterBench {

  private static final int THREADS = 2;
  private static final int RUNS = 5;

  private final Letter letter;
  private final Mailer mailer;
  private final Path inbox;

  private LetterBench(Letter letter, Mailer mailer, Path inbox) {
    this.letter = letter;
    this.mailer = mailer;
    this.inbox = inbox;
  }

  /**
   * Prints medians of five runs after a first one: the letters a second, and the processor time of
   * one, which depends less on other programs. Argument: the letters of a run.
   */
  public static void main(String[] arguments) throws Exception {
    int letters = Integer.parseInt(arguments[0]);
    LetterBench bench = create();
    bench.run(letters);
    List<Double> perSecond = new ArrayList<>();
    List<Double> cpuMillis = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      long cpu = cpuNanos();
      perSecond.add(letters / bench.run(letters));
      cpuMillis.add((cpuNanos() - cpu) / 1e6 / letters);
    }
    System.out.printf("letters a second   %.0f%n", median(perSecond));
    System.out.printf("CPU time of one    %.2f ms%n", median(cpuMillis));
  }

  /** The processor time of this process, with the collector and the compiler. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(RUNS / 2);
  }

  private static LetterBench create() throws IOException {
    BenchInstitution institution = BenchInstitution.create(1);
    JsonNode report = institution.runJob(true);
    Path jobs = institution.data().resolve("objects/rollcall/jobs");
    Path snapshot = jobs.resolve(report.path("job_id").asText()).resolve("letter.json");
    Path inbox = Files.createDirectory(institution.data().resolveSibling("inbox"));
    Path events = Files.createDirectory(institution.data().resolveSibling("events"));
    SesService service =
        new SesService(
            new Inbox(inbox, events),
            () -> SesAccount.UNLIMITED,
            tags -> LetterTags.of(tags).map(found -> found.user().toString()),
            Clock.systemUTC());
    RetryStrategy retries = SesClientConfiguration.create().retryStrategy().orElseThrow();
    return new LetterBench(
        new Letter(Json.read(Files.readAllBytes(snapshot), LetterSnapshot.class)),
        new Mailer(
            new InProcessSesClient(service, retries, Sleeper::sleep), Optional.of("rollcall")),
        inbox);
  }

  /** Sends the letters. Returns the seconds that it took. */
  private double run(int letters) throws InterruptedException, ExecutionException, IOException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    int before = count();
    long start = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      running.add(
          threads.submit(
              () -> {
                for (int n = next.incrementAndGet(); n <= letters; n = next.incrementAndGet()) {
                  send(n);
                }
                return null;
              }));
    }
    for (Future<?> thread : running) {
      thread.get();
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    threads.shutdown();
    if (count() - before != letters) {
      throw new IllegalStateException("the inbox does not have all letters");
    }
    return duration.toNanos() / 1e9;
  }

  private int count() throws IOException {
    try (Stream<Path> files = Files.list(inbox)) {
      return (int) files.count();
    }
  }

  private void send(int number) throws Exception {
    User user = new User(BenchInstitution.student(number));
    Instant now = Instant.now();
    LetterContext context =
        new LetterContext(
            user,
            "bench",
            LocalDate.ofInstant(now, ZoneOffset.UTC),
            Optional.of(
                new LetterContext.Credentials(
                    CredentialKind.PASSWORD, "password" + number, now.plus(Duration.ofDays(30)))));
    EmailAddress to = user.preferredEmail().address().orElseThrow();
    mailer.send(
        letter.render(context),
        letter.snapshot(),
        to,
        Optional.of(LetterTags.ofJob(new JobReference(new JobId("bench"), now), user.primaryId())),
        now);
  }
}
