package org.rollcall.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;

class LinkTokenTest {

  private static final JobReference JOB =
      new JobReference(new JobId("job-1"), Instant.parse("2026-11-22T10:00:00.125Z"));

  private static final String LOCATOR = "0123456789abcdef";

  private static byte[] hmac(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(new byte[] {1, 2, 3}, "HmacSHA512"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-512", e);
    }
  }

  private static LinkToken derive(String locator, JobReference job, String user) {
    return new LinkSecrets(LinkTokenTest::hmac).derive(locator, job, PrimaryId.of(user));
  }

  @Test
  void token_shouldBeDerivedAsDocumented() {
    byte[] mac =
        hmac(
            ("rollcall/link/1\0job-1\0" + "2026-11-22T10:00:00.125Z\0ada.b\0" + LOCATOR)
                .getBytes(StandardCharsets.UTF_8));
    BigInteger secret = new BigInteger(1, Arrays.copyOf(mac, 16));

    String token = derive(LOCATOR, JOB, "Ada.B").text();

    assertThat(token).startsWith(LOCATOR).hasSize(42);
    assertThat(number(token.substring(16))).isEqualTo(secret);
  }

  /** The number in base 32 according to the documentation, independent of the class. */
  private static BigInteger number(String text) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int value = "0123456789abcdefghjkmnpqrstvwxyz".indexOf(text.charAt(i));
      number = number.multiply(BigInteger.valueOf(32)).add(BigInteger.valueOf(value));
    }
    return number;
  }

  @Test
  void token_shouldDependOnLocatorJobAndUser() {
    JobReference later = new JobReference(JOB.jobId(), JOB.started().plusMillis(1));
    JobReference other = new JobReference(new JobId("job-2"), JOB.started());
    Set<String> secrets = new HashSet<>();

    secrets.add(derive(LOCATOR, JOB, "ada").secret());
    secrets.add(derive("0123456789abcdeg", JOB, "ada").secret());
    secrets.add(derive(LOCATOR, later, "ada").secret());
    secrets.add(derive(LOCATOR, other, "ada").secret());
    secrets.add(derive(LOCATOR, JOB, "bea").secret());

    assertThat(secrets).hasSize(5);
  }

  @Property
  void token_shouldBeReadAsItWasWritten(@ForAll @Size(16) byte[] secret) {
    LinkToken token = LinkToken.of(LinkToken.randomLocator(), secret);

    assertThat(LinkToken.parse(token.text())).contains(token);
    assertThat(number(token.secret())).isEqualTo(new BigInteger(1, secret));
    assertThat(token.matches(token)).isTrue();
  }

  @Property
  void anyText_shouldBeReadWithoutFailure(@ForAll String text) {
    LinkToken.parse(text).ifPresent(token -> assertThat(token.text()).hasSize(LinkToken.LENGTH));
  }

  @Test
  void locators_shouldDiffer() {
    Set<String> locators = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      locators.add(LinkToken.randomLocator());
    }
    assertThat(locators).hasSize(1000).allMatch(locator -> locator.length() == 16);
  }

  @Test
  void text_shouldNotBeShownByAccident() {
    LinkToken token = derive(LOCATOR, JOB, "ada");

    assertThat(token.toString()).doesNotContain(token.secret(), LOCATOR);
  }
}
