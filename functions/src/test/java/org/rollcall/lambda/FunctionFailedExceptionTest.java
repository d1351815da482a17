package org.rollcall.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;

class FunctionFailedExceptionTest {

  @Test
  void jobFolderException_shouldKeepItsMessage() {
    RuntimeException failure =
        new JobFolderException(JobFolderError.JOB_FILE_MISSING, "jobs/j/job.json");

    assertThat(FunctionFailedException.of(failure))
        .hasMessage("jobs/j/job.json is missing from the bucket");
  }

  @Test
  void exceptionOfALibrary_shouldBeReportedWithoutItsMessage() {
    RuntimeException failure = new UncheckedIOException(new IOException("personal data"));

    assertThat(FunctionFailedException.of(failure))
        .hasMessage("java.io.UncheckedIOException, caused by java.io.IOException");
  }
}
