package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.rollcall.credential.LinkCheck;
import org.rollcall.credential.LinkCheck.Verdict;
import org.rollcall.credential.LinkSecrets;
import org.rollcall.credential.LinkTable;
import org.rollcall.credential.LinkTableException;
import org.rollcall.credential.LinkToken;
import org.rollcall.credential.TemporaryPassword;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.local.stack.EmbeddedDynamoDb;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.notify.LetterCredentials;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserStoreException;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A token is accepted once, only for its user, its job and its time, whatever crashes and however
 * many consumers there are at the same time. Random letters, resends, withdrawals and sign-ins are
 * compared with a model.
 */
class LinkLawTest {

  private static final Duration LIFETIME = Duration.ofHours(72);
  private static final List<String> USERS = List.of("ada", "bea", "cy");
  private static final int STEPS = 25;

  private static final EmbeddedDynamoDb database = open();

  private final SettableClock clock = new SettableClock();
  private final Map<String, Expected> credentials = new HashMap<>();
  private final List<Sent> sent = new ArrayList<>();
  private final DynamoDbClient client = faultyClient();
  private final UserTable users = new UserTable(client, EmbeddedDynamoDb.TABLE);
  private final LinkTable links = new LinkTable(client, EmbeddedDynamoDb.LINK_TABLE);
  private final LinkSecrets secrets = new LinkSecrets(LinkLawTest::mac);
  private final LetterCredentials letters =
      new LetterCredentials(new TemporaryPassword(LinkLawTest::mac), secrets, links);
  private final LinkCheck check = new LinkCheck(users, links, secrets, clock);
  private Fault fault = Fault.NONE;
  private Optional<Runnable> beforeWrite = Optional.empty();
  private int jobs;

  /** What happens to the next write. */
  private enum Fault {
    NONE,
    REQUEST_LOST,
    RESPONSE_LOST
  }

  /** A token in a letter, and how often it was accepted. */
  private static final class Sent {
    private final LinkToken token;
    private final String user;
    private final JobReference job;
    private int accepted;

    Sent(LinkToken token, String user, JobReference job) {
      this.token = token;
      this.user = user;
      this.job = job;
    }
  }

  /** The credential that a user has. */
  private static final class Expected {
    private final JobReference job;
    private Instant expires;
    private boolean isUsed;

    Expected(JobReference job, Instant expires) {
      this.job = job;
      this.expires = expires;
    }
  }

  private static EmbeddedDynamoDb open() {
    try {
      return EmbeddedDynamoDb.start(
          Files.createTempDirectory("links").resolve("users.db"), true, new FileFaults());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  @Property
  void token_shouldBeAcceptedOnceAndOnlyForItsUserJobAndTime(@ForAll long seed) {
    Random random = new Random(seed);
    clock.set(Instant.parse("2026-11-22T10:00:00Z"));
    credentials.clear();
    sent.clear();
    new UserAdministration(database.client(), EmbeddedDynamoDb.TABLE)
        .load(USERS.stream().map(id -> Patron.internal(id).toUser()).toList());
    USERS.forEach(this::withdraw);
    for (int step = 0; step < STEPS; step++) {
      String user = USERS.get(random.nextInt(USERS.size()));
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          issue(user);
          send(user, random);
        }
        case 2 -> send(user, random);
        case 3 -> withdraw(user);
        case 4 -> clock.sleep(Duration.ofHours(random.nextInt(40)));
        default -> consume(random);
      }
      checkAll(random);
    }
  }

  /** A job issues a link; its letter is not sent yet. */
  private void issue(String user) {
    JobReference job = new JobReference(new JobId("job-" + jobs++), clock.instant());
    save(user, Optional.of(IssuedCredential.ofLink(job, clock.instant(), expiry())));
    credentials.put(user, new Expected(job, expiry()));
  }

  private Instant expiry() {
    return clock.instant().plus(LIFETIME);
  }

  private void withdraw(String user) {
    save(user, Optional.empty());
    credentials.remove(user);
  }

  private void save(String user, Optional<IssuedCredential> credential) {
    try {
      StoredUser stored = stored(user);
      users.saveState(stored, stored.state().withCredential(credential));
    } catch (UserModifiedException e) {
      throw new AssertionError(e);
    }
  }

  private StoredUser stored(String user) {
    return users.find(PrimaryId.of(user)).orElseThrow();
  }

  /** Sends the letter, as its sender does, and crashes at any point. */
  private void send(String user, Random random) {
    @Nullable Expected expected = credentials.get(user);
    if (expected == null || expected.isUsed) {
      return;
    }
    IssuedCredential prepared =
        letters.prepared(stored(user).state().credential().orElseThrow(), expiry());
    String token = letters.secret(prepared, PrimaryId.of(user)).secret();
    int crash = random.nextInt(6);
    if (crash == 0) {
      return;
    }
    save(user, Optional.of(prepared));
    expected.expires = prepared.expires();
    if (crash == 1) {
      return;
    }
    fault = Fault.values()[random.nextInt(Fault.values().length)];
    try {
      letters.publish(prepared, PrimaryId.of(user));
    } catch (LinkTableException e) {
      return;
    } finally {
      fault = Fault.NONE;
    }
    if (crash > 2) {
      addSent(LinkToken.parse(token).orElseThrow(), user, expected.job);
    }
  }

  private void addSent(LinkToken token, String user, JobReference job) {
    boolean isKnown = sent.stream().anyMatch(known -> known.token.equals(token));
    boolean hasOther =
        sent.stream().anyMatch(known -> known.job.equals(job) && !known.token.equals(token));
    assertThat(hasOther).as("another link in a second letter of the same job").isFalse();
    if (!isKnown) {
      sent.add(new Sent(token, user, job));
    }
  }

  /** Two consumers use a token: the second one between the first one's read and write. */
  private void consume(Random random) {
    if (sent.isEmpty()) {
      return;
    }
    Sent letter = sent.get(random.nextInt(sent.size()));
    boolean isValid = isValid(letter);
    Fault first = fault(random);
    Fault second = fault(random);
    List<LinkCheck.Answer> answers = new ArrayList<>();
    fault = first;
    beforeWrite =
        Optional.of(
            () -> {
              Fault outer = fault;
              fault = second;
              tryConsume(letter, answers);
              fault = outer;
            });
    tryConsume(letter, answers);
    fault = Fault.NONE;
    beforeWrite = Optional.empty();

    List<LinkCheck.Answer> accepted = answers.stream().filter(LinkCheck.Answer::accepted).toList();
    letter.accepted += accepted.size();
    assertThat(accepted).allMatch(answer -> answer.primaryId().equals(Optional.of(letter.user)));
    assertThat(letter.accepted).isLessThanOrEqualTo(1);
    if (!isValid) {
      assertThat(accepted).isEmpty();
    } else if (first == Fault.NONE && second == Fault.NONE) {
      assertThat(accepted).hasSize(1);
    }
    @Nullable Expected expected = credentials.get(letter.user);
    if (expected != null) {
      boolean isUsed = stored(letter.user).state().credential().orElseThrow().isUsedLink();
      assertThat(isUsed).as("used").isIn(expected.isUsed, isValid);
      assertThat(isUsed || accepted.isEmpty()).isTrue();
      expected.isUsed = isUsed;
    }
  }

  private void tryConsume(Sent letter, List<LinkCheck.Answer> answers) {
    try {
      answers.add(check.check(letter.token.text(), true));
    } catch (UserStoreException e) {
      // The service lets nobody sign in.
    }
  }

  private static Fault fault(Random random) {
    return random.nextInt(3) == 0
        ? Fault.values()[1 + random.nextInt(Fault.values().length - 1)]
        : Fault.NONE;
  }

  private boolean isValid(Sent letter) {
    @Nullable Expected expected = credentials.get(letter.user);
    return expected != null
        && expected.job.equals(letter.job)
        && !expected.isUsed
        && clock.instant().isBefore(expected.expires);
  }

  /** Checks that the verdict on every token that was sent is the expected one. */
  private void checkAll(Random random) {
    for (Sent letter : sent) {
      assertThat(check.check(letter.token.text(), false).verdict()).isEqualTo(expected(letter));
      Sent other = sent.get(random.nextInt(sent.size()));
      if (other != letter) {
        String mixed = letter.token.locator() + other.token.secret();
        assertThat(check.check(mixed, true).verdict()).isEqualTo(Verdict.WRONG);
      }
    }
  }

  private Verdict expected(Sent letter) {
    @Nullable Expected expected = credentials.get(letter.user);
    if (expected == null) {
      return Verdict.WITHDRAWN;
    }
    if (!expected.job.equals(letter.job)) {
      return Verdict.SUPERSEDED;
    }
    if (expected.isUsed) {
      return Verdict.CONSUMED;
    }
    return clock.instant().isBefore(expected.expires) ? Verdict.ACCEPTED : Verdict.EXPIRED;
  }

  /** Not a secret key, but each message has its own bytes. */
  private static byte[] mac(byte[] message) {
    byte[] bytes = new byte[64];
    new Random(new String(message, StandardCharsets.UTF_8).hashCode()).nextBytes(bytes);
    return bytes;
  }

  private DynamoDbClient faultyClient() {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments[0] instanceof Consumer) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              boolean isWrite = method.getName().equals("updateItem");
              if (isWrite) {
                Optional<Runnable> other = beforeWrite;
                beforeWrite = Optional.empty();
                other.ifPresent(Runnable::run);
              }
              Fault now = isWrite ? fault : Fault.NONE;
              fault = isWrite ? Fault.NONE : fault;
              if (now == Fault.REQUEST_LOST) {
                throw SdkClientException.create("the request was lost");
              }
              Object response;
              try {
                response = method.invoke(database.client(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
              if (now == Fault.RESPONSE_LOST) {
                throw SdkClientException.create("the response was lost");
              }
              return response;
            });
  }
}
