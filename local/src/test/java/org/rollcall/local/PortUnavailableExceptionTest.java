package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortUnavailableExceptionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"Address already in use", "Permission denied", "Cannot assign requested address"})
  void bindError_shouldBeReportedWithTheSystemsReason(String reason) {
    IOException bound = new IOException("Failed to bind", new BindException(reason));

    assertThatExceptionOfType(PortUnavailableException.class)
        .isThrownBy(() -> start(new UncheckedIOException(bound)))
        .withMessage(reason);
  }

  @Test
  void otherException_shouldBeRethrown() {
    RuntimeException other = new IllegalStateException(new IOException("No space left on device"));

    assertThatThrownBy(() -> start(other)).isSameAs(other);
  }

  private static Object start(RuntimeException failure) {
    return PortUnavailableException.start(
        () -> {
          throw failure;
        });
  }
}
