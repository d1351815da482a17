package org.rollcall.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;

class TemporaryPasswordTest {

  /** The alphabet according to the documentation, independent of the class. */
  private static final String DOCUMENTED =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

  private static final Instant STARTED = Instant.parse("2026-11-22T10:00:00.125Z");

  /** The 64 bytes 00, 01, … 3f. */
  private static final byte[] KEY = new byte[64];

  static {
    for (int i = 0; i < KEY.length; i++) {
      KEY[i] = (byte) i;
    }
  }

  private static byte[] hmac(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(KEY, "HmacSHA512"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-512", e);
    }
  }

  private static String derive(String jobId, String primaryId) {
    return new TemporaryPassword(TemporaryPasswordTest::hmac)
        .derive(new JobReference(new JobId(jobId), STARTED), PrimaryId.of(primaryId));
  }

  /** The derivation according to the documentation, independent of the class. */
  private static String deriveAsDocumented(String jobId, String primaryId) {
    for (int block = 0; true; block++) {
      String message =
          String.join(
              "\0",
              List.of(
                  "rollcall/1",
                  jobId,
                  "2026-11-22T10:00:00.125Z",
                  primaryId.toLowerCase(Locale.ROOT),
                  Integer.toString(block)));
      StringBuilder characters = new StringBuilder();
      for (byte b : hmac(message.getBytes(StandardCharsets.UTF_8))) {
        if ((b & 0xff) < 220) {
          characters.append(DOCUMENTED.charAt((b & 0xff) % 55));
        }
      }
      for (int start = 0; start + 10 <= characters.length(); start += 10) {
        String candidate = characters.substring(start, start + 10);
        if (candidate.matches(".*[0-9].*") && candidate.matches(".*[A-Za-z].*")) {
          return candidate;
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "job-1, s24000117, Z7SYJXVNvd",
    "job-2, s24000117, Hw7vfbVfHy",
    "job-1, s24000118, ZJng2Dw6fC",
    "graduating-2026, élève, a7fn9Akp2b"
  })
  void password_shouldEqualTheResultOfAnotherImplementation(
      String job, String user, String password) {
    // Computed with Python's hmac.
    assertThat(derive(job, user)).isEqualTo(password);
  }

  @Test
  void everyPassword_shouldFollowTheDocumentation() {
    for (int i = 0; i < 2_000; i++) {
      assertThat(derive("job-" + i % 7, "User" + i))
          .isEqualTo(deriveAsDocumented("job-" + i % 7, "User" + i));
    }
  }

  @Test
  void everyPassword_shouldHaveTenCharactersWithALetterAndADigit() {
    for (int i = 0; i < 2_000; i++) {
      assertThat(derive("job-1", "s" + i))
          .matches("[" + DOCUMENTED + "]{10}")
          .containsPattern("[0-9]")
          .containsPattern("[A-Za-z]");
    }
  }

  @Test
  void alphabet_shouldHaveNoRepeatedAndNoSimilarCharacters() {
    assertThat(TemporaryPassword.ALPHABET).isEqualTo(DOCUMENTED).hasSize(55);
    assertThat(TemporaryPassword.ALPHABET.chars().distinct().count()).isEqualTo(55);
    assertThat(TemporaryPassword.ALPHABET).doesNotContainPattern("[IOilo01]");
    assertThat(TemporaryPassword.LENGTH).isEqualTo(10);
  }

  @Test
  void jobWithAReusedId_shouldGiveAnotherPassword() {
    TemporaryPassword passwords = new TemporaryPassword(TemporaryPasswordTest::hmac);
    JobReference job = new JobReference(new JobId("weekly"), STARTED);
    JobReference later = new JobReference(job.jobId(), STARTED.plusMillis(1));

    assertThat(passwords.derive(later, PrimaryId.of("s1")))
        .isNotEqualTo(passwords.derive(job, PrimaryId.of("s1")));
  }

  @Test
  void primaryIdInOtherCase_shouldGiveTheSamePassword() {
    assertThat(derive("job-1", "S24000117")).isEqualTo(derive("job-1", "s24000117"));
  }

  @Test
  void jobAndUser_shouldBeSeparatedInTheMessage() {
    assertThat(
            List.of(
                derive("job-1", "s1"),
                derive("job-11", "s1"),
                derive("job-1", "1s1"),
                derive("job-1s", "1"),
                derive("JOB-1", "s1")))
        .doesNotHaveDuplicates();
  }

  private static byte[] block(int... bytes) {
    byte[] block = new byte[64];
    Arrays.fill(block, (byte) 0xff);
    for (int i = 0; i < bytes.length; i++) {
      block[i] = (byte) bytes[i];
    }
    return block;
  }

  /** Derives a password from given blocks, and records the authenticated messages. */
  private static String derive(List<String> messages, byte[]... blocks) {
    return new TemporaryPassword(
            message -> {
              messages.add(new String(message, StandardCharsets.UTF_8));
              return blocks[messages.size() - 1];
            })
        .derive(new JobReference(new JobId("job-1"), STARTED), PrimaryId.of("S1"));
  }

  @Test
  void blockWithoutValidCandidate_shouldBeFollowedByTheNextBlock() {
    byte[] letters = new byte[64];
    byte[] digits = new byte[64];
    Arrays.fill(digits, (byte) 54);
    List<String> messages = new ArrayList<>();
    assertThat(derive(messages, letters, digits, block(), block(0, 1, 2, 3, 4, 5, 6, 7, 8, 47)))
        .isEqualTo("ABCDEFGHJ2");
    String message = "rollcall/1\0job-1\0" + STARTED + "\0s1\0";
    assertThat(messages).containsExactly(message + 0, message + 1, message + 2, message + 3);
  }

  @Test
  void bytesFrom220_shouldBeIgnored() {
    assertThat(
            derive(
                new ArrayList<>(), block(220, 0, 255, 219, 54, 55, 109, 110, 164, 165, 218, 1, 2)))
        .isEqualTo("A99A9A9A8B");
  }

  @Test
  void invalidCandidate_shouldBeFollowedByTheNextOfTheSameBlock() {
    int[] bytes = new int[20];
    bytes[19] = 54;
    List<String> messages = new ArrayList<>();
    assertThat(derive(messages, block(bytes))).isEqualTo("AAAAAAAAA9");
    assertThat(messages).hasSize(1);
  }

  @Test
  void candidate_shouldNotContinueInTheNextBlock() {
    assertThat(
            derive(new ArrayList<>(), block(1, 1, 1, 1, 54), block(0, 0, 0, 0, 0, 0, 0, 0, 0, 54)))
        .isEqualTo("AAAAAAAAA9");
  }

  @Test
  void characters_shouldBeEquallyLikelyAmongLettersAndAmongDigits() {
    Map<Integer, Integer> counts = new HashMap<>();
    IntStream.range(0, 5_000)
        .forEach(
            i -> derive("job-1", "s" + i).chars().forEach(c -> counts.merge(c, 1, Integer::sum)));
    // A password must have a digit, so that digits are more likely than letters. Within each group
    // all are equally likely. A fair draw exceeds the bounds once in 10,000 times. The keys are
    // fixed, so that the test always has the same result.
    assertThat(chiSquare(counts, Character::isLetter)).isLessThan(87);
    assertThat(chiSquare(counts, Character::isDigit)).isLessThan(28);
  }

  private static double chiSquare(Map<Integer, Integer> counts, IntPredicate among) {
    int[] kinds = DOCUMENTED.chars().filter(among).toArray();
    double total = Arrays.stream(kinds).map(c -> counts.getOrDefault(c, 0)).sum();
    double expected = total / kinds.length;
    return Arrays.stream(kinds)
        .mapToDouble(c -> Math.pow(counts.getOrDefault(c, 0) - expected, 2) / expected)
        .sum();
  }
}
